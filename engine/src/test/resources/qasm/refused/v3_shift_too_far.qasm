// refuse 4:6 expected a shift of 0 to 63 bits, found 64
include "stdgates.inc";
qubit q;
rx(1 << 64) q;
