// expect 1=1
// warning QASMBench
include "qelib1.inc";
qreg q[1]; creg c[1];
x q;
measure q -> c;
