// refuse 4:7 expected a whole number as the size of a register, found a string of bits
include "stdgates.inc";
qubit q;
qubit["01"] r;
