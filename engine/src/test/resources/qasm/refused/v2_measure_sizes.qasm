// refuse 7:1 3 qubit(s) and 2 bit(s)
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
creg d[2];
measure q -> d;
