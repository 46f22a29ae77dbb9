// refuse 4:4 expected 2 argument(s) of 'mod', found 1
include "stdgates.inc";
qubit q;
rx(mod(3)) q;
