// refuse 6:6 expected a comparison such as c==3
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
if(c != 1) x q[0];
