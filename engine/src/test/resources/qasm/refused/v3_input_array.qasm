// refuse 6:7 declare one input for each element
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
input array[float, 3] x;
