// refuse 6:12 only gates and barriers
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate g a { measure a -> c[0]; }
