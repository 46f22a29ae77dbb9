// expect 0=1
// warning pragma
OPENQASM 2.0;
gate nothing(a) q { }
gate lined a, b { barrier a, b; }
#pragma some tool
qreg q[2]; creg c[1];
nothing(1) q[0]; lined q[0], q[1];
measure q[0] -> c[0];
