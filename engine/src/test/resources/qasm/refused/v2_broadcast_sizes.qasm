// refuse 7:7 registers of different sizes
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
qreg r[2];
cx q, r;
