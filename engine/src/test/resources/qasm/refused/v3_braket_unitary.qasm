// refuse 6:1 a Braket pragma with a matrix
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
#pragma braket unitary([[1, 0], [0, 1]]) q[0]
