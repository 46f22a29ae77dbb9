// refuse 6:1 'inv' takes no argument
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
inv(2) @ x q;
