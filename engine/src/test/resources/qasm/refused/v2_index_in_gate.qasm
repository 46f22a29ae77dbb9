// refuse 6:14 takes no index
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate g a { x a[0]; }
