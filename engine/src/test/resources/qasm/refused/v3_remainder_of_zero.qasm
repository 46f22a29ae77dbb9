// refuse 4:6 division by zero
include "stdgates.inc";
qubit q;
rx(1 % 0) q;
