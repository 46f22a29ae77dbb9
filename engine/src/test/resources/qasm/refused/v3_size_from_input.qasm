// refuse 5:7 expected a whole number as the size
OPENQASM 3.0;
include "stdgates.inc";
input float n;
qubit[n] q;
