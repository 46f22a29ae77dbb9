// expect 00=0.5 11=0.5
OPENQASM 2.0;
qreg q[2];
creg c[2];
gate mine a { U(pi/2,0,pi) a; }
mine q[0];
CX q[0],q[1];
measure q -> c;
