// refuse 6:1 classical computation while the circuit runs
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
c = 3;
