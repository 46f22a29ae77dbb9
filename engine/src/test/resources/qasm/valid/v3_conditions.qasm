// expect 10111101=1
OPENQASM 3.0;
include "stdgates.inc";
qubit[4] q;
qubit anc;
bit[3] c;
bit[5] r;
x q[0]; x q[2];
c[0] = measure q[0];
c[1] = measure q[1];
c[2] = measure q[2];
if (c == 5) { x anc; } else { h anc; }
r[0] = measure anc;
if (!c[0]) x anc;
r[1] = measure anc;
if (c[1]) { z anc; } else if (c[2] == 1 && c[0] == true) { id anc; } else { x anc; }
r[2] = measure anc;
if (c != "101" || c[1:2] == 2) x anc; 
r[3] = measure anc;
if (c[1] || uint[3](c) == 7 || int[4](c) == 2) { x q[3]; } else { if (bool(c[2])) { x anc; } }
if (5 == c) { x anc; }
if (c) { x anc; }
if (1 == 2) { x anc; x q[3]; }
r[4] = measure anc;
