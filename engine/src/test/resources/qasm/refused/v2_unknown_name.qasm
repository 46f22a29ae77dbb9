// refuse 6:4 the name 'alpha' is not defined
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
rx(alpha) q[0];
