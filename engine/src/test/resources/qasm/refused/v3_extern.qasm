// refuse 6:1 external functions
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
extern f(int) -> int;
