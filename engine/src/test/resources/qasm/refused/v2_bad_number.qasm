// refuse 6:4 expected a number, found '2x'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
rx(2x) q[0];
