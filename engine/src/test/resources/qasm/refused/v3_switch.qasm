// refuse 6:1 switches
OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
switch (c) { case 0 { x q; } }
