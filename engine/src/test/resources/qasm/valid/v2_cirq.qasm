// Generated from Cirq v1.3.0
// expect 11=1

OPENQASM 2.0;
include "qelib1.inc";


// Qubits: [q(0), q(1)]
qreg q[2];
creg m_a[1];
creg m6[1];


// Gate: PhasedXZGate
u3(pi*1.0,pi*0.0,pi*1.0) q[0];
cx q[0],q[1];

measure q[0] -> m_a[0];
measure q[1] -> m6[0];
