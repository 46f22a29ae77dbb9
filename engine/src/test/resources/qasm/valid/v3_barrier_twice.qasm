// expect 01=1
OPENQASM 3.0;
include "stdgates.inc";
gate lined a, b { x a; barrier a, b, a; x b; }
qubit[2] q;
bit[2] c;
barrier q[1], q[0], q[1];
barrier q, q[0];
lined q[0], q[1];
barrier q, q;
lined q[1], q[0];
x q[0];
c = measure q;
