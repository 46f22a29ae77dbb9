// refuse 3:1 this comment is not closed
OPENQASM 2.0;
/* qreg q[1];
