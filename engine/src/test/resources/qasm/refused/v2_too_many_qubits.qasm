// refuse 4:6 more than 4096 qubits
OPENQASM 2.0;
qreg a[4000];
qreg b[97];
