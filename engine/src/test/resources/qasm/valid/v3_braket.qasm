// expect 1100011=1
// warning Amazon Braket
OPENQASM 3.0;
bit[7] b;
qubit[7] q;
#pragma braket result state_vector
x q[0];
cnot q[0], q[1];
ccnot q[0], q[1], q[2];
x q[2]; 
h q[3]; v q[3]; vi q[3]; si q[3]; s q[3]; t q[3]; ti q[3]; i q[3]; h q[3];
phaseshift(0.1) q[0]; cphaseshift(0.1) q[0], q[1]; cphaseshift00(0.1) q[0], q[1];
cphaseshift01(0.1) q[0], q[1]; cphaseshift10(0.1) q[0], q[1];
xx(0.4) q[3], q[4]; xx(-0.4) q[3], q[4]; yy(0.4) q[3], q[4]; yy(-0.4) q[3], q[4]; zz(0.4) q[3], q[4];
xy(1.0) q[3], q[4]; pswap(0.3) q[3], q[4]; iswap q[3], q[4];
prx(0.2, 0.4) q[3]; prx(-0.2, 0.4) q[3]; gpi(0.3) q[3]; gpi(0.3) q[3];
gpi2(0.5) q[3]; gpi2(0.5) q[3]; gpi(0.5) q[3];
ms(0.1, 0.2, 0.3) q[3], q[4]; ms(0.1, 0.2, -0.3) q[3], q[4];
ecr q[3], q[4]; ecr q[3], q[4]; cv q[3], q[4]; cswap q[3], q[4], q[5]; cy q[3], q[4]; cz q[3], q[4];
U(pi, 0, pi) q[5];
x q[6]; gphase(0.2);
b[0] = measure q[0]; b[1] = measure q[1]; b[2] = measure q[2]; b[3] = measure q[3];
b[4] = measure q[4]; b[5] = measure q[5]; b[6] = measure q[6];
