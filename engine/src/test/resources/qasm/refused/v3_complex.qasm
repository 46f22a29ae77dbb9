// refuse 6:1 complex numbers
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
complex[float] z;
