// refuse 3:9 belongs to OpenQASM 3
OPENQASM 2.0;
include "stdgates.inc";
qreg q[1];
