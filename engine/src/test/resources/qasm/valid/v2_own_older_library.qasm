// expect 10=1
// warning replaces
OPENQASM 2.0;
include "qelib1.inc";
gate swap a,b { cx a,b; cx b,a; cx a,b; }
gate cH a,b { h b; sdg b; cx a,b; h b; t b; cx a,b; t b; h b; s b; x b; s a; }
qreg q[2]; creg c[2];
x q[0];
swap q[0],q[1];
measure q -> c;
