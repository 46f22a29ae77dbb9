// expect 1=1
// warning box
OPENQASM 3.0;
include "stdgates.inc";
qubit q;
output bit c;
pragma keep this word for word
@reversible with words
box [100ns] { x q; delay[20us] q; }
{ barrier; barrier q; }
delay[1dt];
/* a comment
   over lines */
c = measure q;
