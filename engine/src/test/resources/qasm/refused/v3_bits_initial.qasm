// refuse 6:9 classical bits begin as 0
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
bit d = 1;
