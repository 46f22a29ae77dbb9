// refuse 6:18 expected a statement, found 'else'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
if(c==1) x q[0]; else x q[1];
