// refuse 6:6 expected 1 to 10 controls, found 11
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
ctrl(11) @ x q;
