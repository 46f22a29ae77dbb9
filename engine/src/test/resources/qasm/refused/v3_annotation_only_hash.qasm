// refuse 6:2 expected 'pragma' after '#'
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
#include "x"
