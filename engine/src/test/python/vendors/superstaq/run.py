"""Superstaq's own Qiskit provider against a service: python run.py ADDRESS KEY run|cancel CIRCUITS. Prints what its users would see."""

import json
import sys

import qiskit_superstaq as qss
from qiskit import QuantumCircuit

address, key, what, circuits = sys.argv[1:5]


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


provider = qss.SuperstaqProvider(api_key=key, remote_host=address, api_version="v0.3.0")
job = provider.get_backend("ss_unconstrained_simulator").run([crosswise(), crosswise()], shots=200, tag="theirs")
if what == "run":
    result = job.result(wait=0.05)
    # What the adapter sent, read by the vendor's own reader.
    read = qss.deserialize_circuits(circuits)
    same = all(list(one.data) == list(crosswise().data) for one in read)
    seen = {
        "counts": [dict(result.get_counts(i)) for i in range(2)],
        "read": f"{len(read)} {'the same' if same else 'other'} circuits",
    }
else:
    before = job.status().name
    job.cancel()
    seen = {"before": before, "after": job.status().name}
print()
print(json.dumps(seen))
