// refuse 6:29 does not fit into 64 bits
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
int a = 9223372036854775807 + 1;
