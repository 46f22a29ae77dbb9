// refuse 6:5 cannot stand inside an expression
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
if (measure q[0]) { x q; }
