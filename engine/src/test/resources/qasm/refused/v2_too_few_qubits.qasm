// refuse 6:1 expected 2 qubits of gate 'cx', found 1
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
cx q[0];
