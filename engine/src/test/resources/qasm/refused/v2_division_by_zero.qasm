// refuse 6:5 division by zero
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
rx(1/0) q[0];
