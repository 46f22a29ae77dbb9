// refuse 6:1 expected a statement, found '}'
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
}
