// refuse 3:6 size of at least 1
OPENQASM 2.0;
qreg q[0];
