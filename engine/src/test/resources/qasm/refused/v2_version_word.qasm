// refuse 2:10 expected a version
OPENQASM two;
qreg q[1];
