OPENQASM 2.0;
// expect 1=1
include "qelib1.inc";
	qreg	q[1];
creg c[1];
x	q[0];
measure q->c;
// no newline at the end