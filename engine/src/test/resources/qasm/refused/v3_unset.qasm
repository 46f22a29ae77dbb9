// refuse 7:4 'w' is declared without a value
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
angle w;
rx(w) q[0];
