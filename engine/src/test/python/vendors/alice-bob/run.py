"""Alice and Bob's own Qiskit provider against a service: python run.py ADDRESS/ KEY run|cancel. Prints what its users would see."""

import json
import sys

import qiskit_alice_bob_provider.remote.provider as remote
from qiskit import QuantumCircuit, transpile

# Asks the package index whether the provider is the latest: not part of the service.
remote.get_provider_status = lambda: remote.ProviderStatus.LATEST
from qiskit_alice_bob_provider import AliceBobRemoteProvider

address, key, what = sys.argv[1:4]


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


backend = AliceBobRemoteProvider(api_key=key, url=address).get_backend("EMU:5Q:ALL_GATES", verbose=False)
circuit = transpile(crosswise(), backend, initial_layout=[0, 1, 2], optimization_level=0)
job = backend.run(circuit, shots=200)
if what == "run":
    seen = {"counts": dict(job.result(wait=0.05).get_counts())}
else:
    before = job.status().name
    job.cancel()
    seen = {"before": before, "after": job.status().name}
print()
print(json.dumps(seen))
