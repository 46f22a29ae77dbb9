// expect 10=1
// warning Amazon Braket
OPENQASM 3;
bit[2] b;
x $7;
cz $3, $7;
b[0] = measure $3;
b[1] = measure $7;
