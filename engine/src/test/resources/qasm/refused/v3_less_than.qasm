// refuse 6:5 known only when the circuit runs
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
if (c < 2) { x q; }
