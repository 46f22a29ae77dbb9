// refuse 4:4 expected the name of a register in sizeof
include "stdgates.inc";
qubit q;
rx(sizeof(3)) q;
