// refuse 3:1 add: include "qelib1.inc";
OPENQASM 2.0;
h q[0];
