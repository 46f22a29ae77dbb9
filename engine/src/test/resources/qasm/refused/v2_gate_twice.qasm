// refuse 6:6 the gate 'cx' is already defined
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate cx a, b { CX a, b; }
