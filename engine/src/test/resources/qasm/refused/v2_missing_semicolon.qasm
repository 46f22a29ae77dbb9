// refuse 4:1 expected ';', found 'qreg'
OPENQASM 2.0;
include "qelib1.inc"
qreg q[3];
