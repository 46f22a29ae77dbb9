// refuse 6:5 one element stands twice
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
let a = q[0:1] ++ q[1:2];
