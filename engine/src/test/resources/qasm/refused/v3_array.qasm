// refuse 6:1 arrays
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
array[int, 3] a;
