// refuse 6:6 built in and cannot be defined again
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
gate U a { }
