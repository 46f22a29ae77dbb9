// inputs _x_0_ _x_1_
// expect 00=1
OPENQASM 3.0;
include "stdgates.inc";
input float[64] _x_0_;
input float[64] _x_1_;
gate rzz(p0) _gate_q_0, _gate_q_1 { cx _gate_q_0, _gate_q_1; rz(p0) _gate_q_1; cx _gate_q_0, _gate_q_1; }
gate sxdg _gate_q_0 { s _gate_q_0; h _gate_q_0; s _gate_q_0; }
bit[2] meas;
qubit[2] q;
rz(2.0 * _x_0_) q[0];
rzz(2.0 * (pi - _x_0_) * (pi - _x_1_)) q[0], q[1];
barrier q[0], q[1];
meas[0] = measure q[0];
meas[1] = measure q[1];
