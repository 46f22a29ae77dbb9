// refuse 7:1 opaque gate 'magic' has no definition
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
opaque magic a;
magic q[0];
