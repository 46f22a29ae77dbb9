// refuse 6:1 subroutines
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
def f(qubit a) -> bit { return measure a; }
