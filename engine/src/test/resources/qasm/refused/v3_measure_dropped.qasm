// refuse 6:1 goes nowhere
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
measure q[0];
