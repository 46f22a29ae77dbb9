// refuse 6:4 the bits of 'c' are known only when the circuit runs
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
rx(c) q[0];
