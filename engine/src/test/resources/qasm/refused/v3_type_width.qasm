// refuse 4:12 expected a width of 1 to 64 bits, found 65
include "stdgates.inc";
qubit q;
const uint[65] n = 5;
