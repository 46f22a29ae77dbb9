OPENQASM 3.0;
include "stdgates.inc";
input float x_0;
qubit[2] q;
bit[2] c;
ry(x_0) q[0];
cx q[0], q[1];
c = measure q;
