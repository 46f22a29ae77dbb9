// expect 101=1
include "stdgates.inc";
qubit[3] q; bit[3] c;
uint[3] wanted = 5; // never changes
int[4] negative = -1;
bool flag = true;
angle unused;
for uint i in [0:2] { if (bool(wanted[i]) && flag) x q[i]; }
for uint i in [0:1] { const float half = i / 2; rz(half * negative) q[i]; }
measure q[0:2] -> c[0:2];
