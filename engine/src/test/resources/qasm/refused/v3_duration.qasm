// refuse 6:1 durations
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
duration d = 10ns;
