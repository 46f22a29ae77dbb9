"""Qudora's own Qiskit provider against a service: python run.py ADDRESS/ TOKEN run|cancel. Prints what its users would see."""

import json
import sys

from qiskit import QuantumCircuit
from qudora_sdk.qiskit import QUDORAProvider

address, token, what = sys.argv[1:4]


def crosswise():
    """Three qubits measured crosswise, every outcome with its own probability."""
    circuit = QuantumCircuit(3, 3)
    circuit.ry(0.4, 0)
    circuit.ry(1.1, 1)
    circuit.cx(0, 1)
    circuit.rx(2.2, 2)
    circuit.measure(0, 2)
    circuit.measure(2, 0)
    circuit.measure(1, 1)
    return circuit


job = QUDORAProvider(token, url=address).get_backend("QVLS-Q1").run([crosswise(), crosswise()], shots=200)
if what == "run":
    result = job.result(wait=0.05)
    seen = {"counts": [dict(result.get_counts(i)) for i in range(2)], "status": job.status().name}
else:
    before = job.status().name
    job.cancel()
    seen = {"before": before, "after": job.status().name}
print(json.dumps(seen))
