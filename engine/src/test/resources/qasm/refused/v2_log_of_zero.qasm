// refuse 6:4 not a finite number
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
rx(ln(0)) q[0];
