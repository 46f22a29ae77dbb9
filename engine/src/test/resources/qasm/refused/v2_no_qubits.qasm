// refuse 1:1 expected at least one qubit
creg c[1];
