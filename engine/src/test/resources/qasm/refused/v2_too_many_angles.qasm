// refuse 6:1 expected 1 parameter of gate 'rx', found 2
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
rx(1,2) q[0];
