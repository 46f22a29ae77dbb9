// refuse 6:1 one qubit stands twice
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
cx q[1], q[1];
