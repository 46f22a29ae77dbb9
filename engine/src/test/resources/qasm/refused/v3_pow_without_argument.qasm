// refuse 6:1 expected an exponent
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
pow @ x q;
