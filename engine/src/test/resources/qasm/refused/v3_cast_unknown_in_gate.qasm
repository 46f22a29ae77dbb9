// refuse 4:19 the name 'w' is not defined
include "stdgates.inc";
qubit q;
gate g a { rx(int(w)) a; }
