// refuse 6:1 gate 'w' is not defined
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
w q[0];
