// refuse 4:6 the name 't' is already used by a gate
OPENQASM 2.0;
include "qelib1.inc";
qreg t[1];
