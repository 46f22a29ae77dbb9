// refuse 6:7 expected an input of type 'float' or 'angle', found 'int'
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
input int n;
