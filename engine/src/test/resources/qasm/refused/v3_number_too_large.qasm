// refuse 6:11 expected a number of at most 1.8e308, found a larger one
OPENQASM 3.0;
include "stdgates.inc";
input float[64] w_0;
qubit[1] q;
rx(2.0 * (1e400 - w_0)) q[0];
