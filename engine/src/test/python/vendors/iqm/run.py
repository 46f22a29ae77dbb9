"""Submits through IQM's own Qiskit provider: prints counts, the server's own counts, and what a cancellation did."""

import json
import sys

from iqm.qiskit_iqm import IQMProvider, transpile_to_IQM
from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister

base, token = sys.argv[1:3]
backend = IQMProvider(base, quantum_computer="garnet", token=token).get_backend()


def crosswise():
    """Three qubits, two registers, measured crosswise, every outcome with its own probability."""
    qubits = QuantumRegister(3, "q")
    a, b = ClassicalRegister(1, "a"), ClassicalRegister(2, "b")
    circuit = QuantumCircuit(qubits, a, b)
    circuit.ry(0.4, 0)
    circuit.ry(1.1, 1)
    circuit.cx(0, 1)
    circuit.rx(2.2, 2)
    circuit.measure(0, b[1])
    circuit.measure(2, a[0])
    circuit.measure(1, b[0])
    return circuit


doomed = backend.run(transpile_to_IQM(crosswise(), backend, seed_transpiler=7), shots=10)
waiting = doomed.status().name
cancelled = bool(doomed.cancel())

job = backend.run(transpile_to_IQM(crosswise(), backend, seed_transpiler=7), shots=200)
counts = job.result(timeout=30).get_counts()
print(
    json.dumps(
        {
            "id": str(job.job_id()),
            "counts": {key.replace(" ", ""): count for key, count in counts.items()},
            "status": job.status().name,
            "waiting": waiting,
            "cancelled": cancelled,
            "after": doomed.status().name,
            "cancelled too late": bool(job.cancel()),
        }
    )
)
