// expect 1111111=1
OPENQASM 2.0;
include "qelib1.inc";
qreg a[3]; qreg b[3]; qreg one[1];
creg ca[3]; creg cb[3]; creg d[1];
x a;
cx a, b;
cx a, one[0];
barrier a, b[1], one;
measure a -> ca; measure b -> cb; measure one -> d;
