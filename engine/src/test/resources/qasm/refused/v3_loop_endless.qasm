// refuse 6:1 more than 2000000 steps
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
for uint i in [0:9999999999] { x q[0]; }
