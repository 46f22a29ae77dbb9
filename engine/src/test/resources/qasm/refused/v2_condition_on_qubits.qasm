// refuse 6:4 expected a classical register, found 'q'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
if(q==1) x q[0];
