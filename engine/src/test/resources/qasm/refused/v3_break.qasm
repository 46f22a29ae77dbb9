// refuse 6:1 loops that end early
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
break;
