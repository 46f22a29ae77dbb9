// refuse 6:15 outside of loops and conditions
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
if(c==1) gate g a { x a; }
