// refuse 6:1 'OPENQASM' may only stand at the beginning
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
OPENQASM 2.0;
