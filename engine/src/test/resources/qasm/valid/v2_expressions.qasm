// expect 00000=0.5 00001=0.5
OPENQASM 2.0;
include "qelib1.inc";
qreg q[5]; creg c[5];
gate turn(a,b) x { rx(a*b) x; rx(-(a*b)) x; }
ry(pi*-0.5 + pi) q[0];                 // pi/2
rx(2*pi - sin(pi/2)*2*pi) q[1];        // 0
turn(sqrt(4)^2^0.5, ln(exp(2))) q[2];
ry(1.e0 + .5 - 15E-1) q[3];            // 0
rx(-2^2 + 4) q[4];                     // minus binds weaker than the power
rx(cos(0) - tan(pi/4)) q[4];
measure q -> c;
