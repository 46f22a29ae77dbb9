// refuse 4:25 expected one index of 'n'
include "stdgates.inc";
qubit q;
const uint[3] n = 5; rx(n[0:1]) q;
