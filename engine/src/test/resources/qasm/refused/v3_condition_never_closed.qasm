// refuse 6:27 expected '}'
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
if (c == 1) { x q[0]; x q;
