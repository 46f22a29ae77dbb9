// expect 0100=0.5 0111=0.5
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3]; creg c[2]; creg d[1]; creg e[1];
h q[0];
measure q[0] -> c[0];
if(c==1) x q[1];
measure q[1] -> c[1];
reset q[1];
if(c==3) h q[2];
if(c==3) h q[2];
if(c==2) x q[2];
x q[2];
measure q[2] -> d[0];
measure q[1] -> e[0];
