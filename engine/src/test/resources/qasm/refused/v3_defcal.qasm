// refuse 6:1 pulse calibrations
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
defcal x $0 { }
