// refuse 4:13 call it x_0: the input group still is 'x'
OPENQASM 3.0;
include "stdgates.inc";
input float x;
qubit q;
rx(x) q;
