// expect 00=1
// warning Qiskit's
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2]; creg c[2];
ryy(0.3) q[0],q[1]; ryy(-0.3) q[0],q[1];
measure q -> c;
