OPENQASM 3.0;
include "stdgates.inc";
input float w;
qubit[2] q;
ry(w) q[0];
cx q[0], q[1];
