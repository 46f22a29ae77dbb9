// refuse 7:7 only angles may depend on it
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
input float w;
if (w == 1) { x q; }
