// refuse 6:1 a fractional power
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
pow(0.5) @ swap q[0], q[1];
