// refuse 6:17 expected a classical register, found 'q'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
measure q[0] -> q[1];
