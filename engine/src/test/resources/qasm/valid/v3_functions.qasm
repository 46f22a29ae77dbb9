// expect 11=1
// warning without the factor
OPENQASM 3.0;
include "stdgates.inc";
const int n = 7 % 4 + (9 >> 3) + popcount(5) + mod(7, 5);     // 3 + 1 + 2 + 2
const float f = floor(2.7) + ceiling(0.1) + pow(2, 3) + sqrt(4) + arcsin(0) + arctan(0) + log(exp(1)) - 14;
qubit[2] q; bit[2] c;
gate held a { delay[10ns] a; rx(float(pi)) a; }
held q[0];
ctrl @ U(0, 0, 0) q[1], q[0];
x q[1];
rx((n - 8) + f + (sizeof(q) - sizeof(c))) q[1];
c = measure q;
