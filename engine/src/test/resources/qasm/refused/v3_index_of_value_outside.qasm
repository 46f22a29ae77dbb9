// refuse 4:25 index 3 is outside of a value of 3 bits
include "stdgates.inc";
qubit q;
const uint[3] n = 5; rx(n[3]) q;
