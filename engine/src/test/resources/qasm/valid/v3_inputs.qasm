// inputs x_0 x_1 w
// expect 1=1
OPENQASM 3.0;
include "stdgates.inc";
input float[64] x_0;
input float x_1;
input angle[32] w;
qubit q; bit c;
float sum = x_0 + x_1;
rx(pi - sum * 0) q;
ry(sin(x_0) - sin(x_0) + w * 0 + -x_1 + x_1) q;
c = measure q;
