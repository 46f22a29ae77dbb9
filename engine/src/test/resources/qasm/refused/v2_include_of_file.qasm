// refuse 3:9 other files are not included
OPENQASM 2.0;
include "/etc/passwd";
qreg q[1];
