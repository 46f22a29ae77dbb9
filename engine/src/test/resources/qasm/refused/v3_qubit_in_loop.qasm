// refuse 6:29 outside of loops and conditions
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
for uint i in [0:1] { qubit r; }
