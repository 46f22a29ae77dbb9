"""Quantum Art's own Qiskit provider against a service: python run.py ADDRESS TOKEN run|cancel. Prints what its users would see."""

import json
import sys

from qart.qiskit_provider import QartProvider
from qiskit import QuantumCircuit

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


job = QartProvider(access_token=token, base_url=address).get_backend("test-machine").run(crosswise(), shots=200, label="ours")
if what == "run":
    seen = {"counts": dict(job.result().get_counts()), "status": job.status().name}
else:
    before = job.status().name
    job.cancel()
    seen = {"before": before, "after": job.status().name}
print(json.dumps(seen))
