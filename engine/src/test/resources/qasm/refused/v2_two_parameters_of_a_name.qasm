// refuse 6:11 stands twice in this list
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate g a, a { }
