// refuse 6:9 classical variable 'power' is given another value later
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
uint[4] power = 1;
power <<= 1;
x q;
