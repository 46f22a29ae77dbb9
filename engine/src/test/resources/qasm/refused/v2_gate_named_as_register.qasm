// refuse 6:6 the name 'c' is already used
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate c a { }
