// refuse 6:5 unknown quantum register 'r'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
x   r[0];
w q[0];
