// refuse 6:4 the function 'foo' is not known
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
rx(foo(1)) q[0];
