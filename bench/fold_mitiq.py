"""Folds a circuit with Mitiq; the other side of FoldingBenchmarkTest and MitiqFoldingTest.

    python bench/fold_mitiq.py FILE     (in an environment with mitiq: engine/src/test/python/mitiq/requirements.txt)

Reads an OpenQASM 2 file whose measurements stand at its end, and answers each line of standard input with a line of JSON:
`version`; `fold METHOD SCALE SEED` (gates, gates on two qubits, and seconds of the folding alone); `noisy METHOD SCALE`
(probabilities of all outcomes, qubit 0 the most significant, when every gate on two qubits is followed by depolarising noise of 0.02);
`noisy-file FILE` (the same of another file).
"""

import json
import pathlib
import re
import sys
import time

import cirq
import mitiq
import numpy
from cirq.contrib.qasm_import import circuit_from_qasm
from mitiq.zne.scaling import fold_gates_at_random, fold_global

NOISE = 0.02


def read(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not re.match(r"\s*(barrier|measure|creg)\b", line)]
    return circuit_from_qasm("\n".join(kept))


def fold(circuit, method, scale, seed=1):
    if method == "global":
        return fold_global(circuit, scale)
    return fold_gates_at_random(circuit, scale, seed=seed, fidelities={"single": 1.0})


def probabilities(circuit):
    noisy = cirq.Circuit()
    for operation in circuit.all_operations():
        noisy.append(operation)
        if len(operation.qubits) > 1:
            noisy.append(cirq.depolarize(NOISE, n_qubits=len(operation.qubits)).on(*operation.qubits))
    order = sorted(circuit.all_qubits(), key=lambda qubit: int(re.sub(r"\D", "", str(qubit))))
    state = cirq.DensityMatrixSimulator(dtype=numpy.complex128).simulate(noisy, qubit_order=order)
    return [float(p) for p in state.final_density_matrix.diagonal().real]


CIRCUIT = read(sys.argv[1])
for line in sys.stdin:
    command, *arguments = line.split()
    if command == "version":
        answer = {"mitiq": mitiq.__version__}
    elif command == "fold":
        start = time.perf_counter()
        folded = fold(CIRCUIT, arguments[0], float(arguments[1]), int(arguments[2]))
        seconds = time.perf_counter() - start
        operations = list(folded.all_operations())
        answer = {
            "seconds": seconds,
            "gates": len(operations),
            "two": sum(len(operation.qubits) == 2 for operation in operations),
        }
    elif command == "noisy":
        answer = {"probabilities": probabilities(fold(CIRCUIT, arguments[0], float(arguments[1])))}
    else:
        answer = {"probabilities": probabilities(read(arguments[0]))}
    print(json.dumps(answer), flush=True)
