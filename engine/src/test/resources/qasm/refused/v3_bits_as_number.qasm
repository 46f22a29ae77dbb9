// refuse 4:4 expected a number, found a string of bits
include "stdgates.inc";
qubit q;
rx("01") q;
