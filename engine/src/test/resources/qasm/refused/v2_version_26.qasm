// refuse 2:10 found version 2.6
OPENQASM 2.6;
qreg q[1];
