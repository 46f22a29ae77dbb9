// expect 0000111=1
OPENQASM 3.0;
include "stdgates.inc";
gate both(a) p, r { rx(a) p; ctrl @ ry(a) p, r; gphase(a / 3); }
qubit[7] q; bit[7] c;
x q[0]; x q[1];
ctrl(2) @ x q[0], q[1], q[2];
negctrl @ x q[3], q[4];
negctrl @ x q[3], q[4];
ctrl @ negctrl @ x q[0], q[3], q[4];
x q[4];
pow(2) @ x q[5];
pow(0.5) @ x q[5]; pow(1 / 2) @ x q[5]; x q[5];
inv @ pow(3) @ s q[5];
ctrl @ both(0.7) q[0], q[5], q[6]; inv @ ctrl @ both(0.7) q[0], q[5], q[6];
pow(-2) @ both(0.3) q[5], q[6]; both(0.3) q[5], q[6]; both(0.3) q[5], q[6];
h q[5]; ctrl @ gphase(pi) q[5]; h q[5]; x q[5];
inv @ U(1, 2, 3) q[6]; U(1, 2, 3) q[6];
gphase(tau / euler);
c = measure q;
