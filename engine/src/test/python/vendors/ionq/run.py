"""IonQ's own Qiskit provider against a service: python run.py ADDRESS run|mid-circuit|cancel. Prints what its users would see."""

import json
import os
import sys

address, what = sys.argv[1], sys.argv[2]
os.environ["IONQ_API_URL"] = address + "/v0.4"
os.environ["IONQ_API_KEY"] = "fake-key"

from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister
from qiskit_ionq import IonQProvider


def circuit(angle):
    """Asymmetric in qubits and in the order of its measurements."""
    c = QuantumCircuit(QuantumRegister(3, "q"), ClassicalRegister(1, "a"), ClassicalRegister(2, "b"))
    c.ry(angle, 0)
    c.cx(0, 1)
    c.rzz(0.3, 1, 2)
    c.sx(2)
    c.measure(0, 2)
    c.measure(2, 0)
    c.measure(1, 1)
    return c


backend = IonQProvider().get_backend("simulator")
# With its own option at "ideal" the provider would draw shots itself, whatever noise model a run names.
backend.set_options(sampler_seed=11, noise_model="aria-1")
if what == "run":
    job = backend.run(circuit(0.7), shots=400, noise_model="aria-1")
    both = backend.run([circuit(0.7), circuit(2.0)], shots=400, noise_model="aria-1")
    ideal = backend.run(circuit(0.7), shots=400, noise_model="ideal")
    seen = {
        "counts": job.result(wait=0.05).get_counts(),
        "both": both.result(wait=0.05).get_counts(),
        "ideal": ideal.get_probabilities(),
        "status": job.status().name,
    }
elif what == "mid-circuit":
    c = QuantumCircuit(QuantumRegister(2, "q"), ClassicalRegister(1, "a"), ClassicalRegister(2, "b"))
    c.x(0)
    c.measure(0, 1)
    c.reset(0)
    c.cx(0, 1)
    c.measure(0, 0)
    c.x(1)
    c.measure(1, 2)
    job = backend.run(c, shots=40, noise_model="aria-1")
    seen = {"counts": job.result(wait=0.05).get_counts()}
else:
    job = backend.run(circuit(0.7), shots=400, noise_model="aria-1")
    before = job.status().name
    job.cancel()
    seen = {"before": before, "after": job.status().name, "id": job.job_id()}
print(json.dumps(seen))
