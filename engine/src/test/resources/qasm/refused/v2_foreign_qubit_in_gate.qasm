// refuse 6:14 'b' is not a qubit of the gate 'g'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate g a { x b; }
