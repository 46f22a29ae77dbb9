// refuse 6:3 the character '?' has no meaning
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
x ?q[0];
