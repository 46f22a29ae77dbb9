// refuse 6:1 expected a gate, found 'c'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
c q[0];
