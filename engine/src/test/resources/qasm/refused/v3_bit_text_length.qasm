// refuse 6:10 expected a string of 3 bits, found 2
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
if (c == "01") { x q; }
