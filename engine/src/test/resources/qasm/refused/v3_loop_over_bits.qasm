// refuse 6:15 expected a range
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
for uint i in c { x q[0]; }
