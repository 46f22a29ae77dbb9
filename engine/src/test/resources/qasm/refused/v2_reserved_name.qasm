// refuse 3:6 found the reserved word 'gate'
OPENQASM 2.0;
qreg gate[2];
