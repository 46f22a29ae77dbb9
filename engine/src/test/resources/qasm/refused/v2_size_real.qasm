// refuse 3:8 expected a whole number as the size of a register, found 1.5
OPENQASM 2.0;
qreg q[1.5];
