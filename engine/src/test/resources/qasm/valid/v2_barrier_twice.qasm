// expect 1=1
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2]; creg c[1];
x q[1];
barrier q[1], q[1];
barrier q, q[0], q;
measure q[1] -> c[0];
