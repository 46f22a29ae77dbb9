// A feature map of commuting gates: each coordinate turns its qubit, their product turns the pair (Havlicek et al., Nature 567, 2019).
OPENQASM 3.0;
include "stdgates.inc";
input float x_0;
input float x_1;
qubit[2] q;
h q[0];
h q[1];
rz(3 * x_0) q[0];
rz(3 * x_1) q[1];
cx q[0], q[1];
rz(2.25 * x_0 * x_1) q[1];
cx q[0], q[1];
