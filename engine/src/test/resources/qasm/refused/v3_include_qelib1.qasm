// refuse 3:9 belongs to OpenQASM 2
OPENQASM 3.0;
include "qelib1.inc";
qubit q;
