// expect 111111=1
OPENQASM 3.0;
include "stdgates.inc";
qubit[4] a;
qubit[2] b;
bit[6] c;
let all = a[0:1] ++ a[{2, 3}] ++ b;
let evens = all[0:2:4];
x evens;
for uint i in [1:2:5] { x all[i]; }
for int i in {0, 1} { for uint j in [3:-1:2] { rx(i * j * 0) a[j]; } }
for i in [0:0] x a[0];
x a[0];
for uint i in [5:4] { x all; }
c = measure all;
