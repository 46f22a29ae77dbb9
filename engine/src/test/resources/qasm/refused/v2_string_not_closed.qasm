// refuse 3:9 this string is not closed
OPENQASM 2.0;
include "qelib1.inc;
qreg q[1];
