// refuse 7:7 found two registers
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
bit[3] d;
if (c == d) { x q; }
