// refuse 6:12 gate 'g' is not defined
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate g a { g a; }
