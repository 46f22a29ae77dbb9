// expect 011=0.5 000=0.5
// warning PennyLane
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
creg mcms[1];
h q[0];
measure q[0] -> c[0];
cx q[0], q[1];
if(c[0]==1) gphase(0.3) q[0];
measure q[1] -> c[1];
