// refuse 3:9 expected a file name in quotes
OPENQASM 2.0;
include qelib1;
qreg q[1];
