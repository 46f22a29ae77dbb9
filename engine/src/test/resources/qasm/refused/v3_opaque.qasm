// refuse 6:1 'opaque' belongs to OpenQASM 2
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
opaque g a;
