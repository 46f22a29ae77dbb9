// refuse 6:17 the name 'b' is not defined
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate g(a) x {rx(b) x;}
