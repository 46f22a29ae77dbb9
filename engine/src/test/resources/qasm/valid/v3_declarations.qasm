// expect 00011=1
OPENQASM 3.1;
include "stdgates.inc";
const int n = 2;
const float[64] half = 1 / 2;
const uint mask = (1 << n | 4) & 7 ^ 1;   // 5 after: 4|4=4, &7=4, ^1=5
qubit[n] q;
qubit lone;
qreg old[1];
bit[n] c;
bit d = 0;
creg e[mask - 4];
bit f = measure lone;
U(pi * half * 2, 0, π) q[0];
x q[-1];
c = measure q;
d = measure lone;
measure old -> e;
