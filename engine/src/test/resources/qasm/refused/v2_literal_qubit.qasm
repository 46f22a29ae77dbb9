// refuse 6:3 expected a qubit, found '5'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
x 5;
