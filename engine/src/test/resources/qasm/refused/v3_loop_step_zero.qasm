// refuse 6:16 the step of a range is 0
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
for uint i in [0:0:3] { x q; }
