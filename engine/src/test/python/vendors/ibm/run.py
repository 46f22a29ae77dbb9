"""IBM's own runtime client against a service: python run.py ADDRESS PROGRAM run|cancel. Prints what its users would see.

PROGRAM is an OpenQASM 3 program over physical qubits, sent as it is."""

import json
import os
import sys
from collections import Counter

address, program, what = sys.argv[1:4]
os.environ["IAM_URL"] = address
os.environ["QISKIT_FUNCTIONS_EXPERIMENTAL"] = "1"

from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister, qasm3, transpile
from qiskit_ibm_runtime import QiskitRuntimeService

service = QiskitRuntimeService(
    channel="ibm_quantum_platform",
    token="fake-key",
    url=address + "/api/v1",
    instance="crn:v1:bluemix:public:quantum-computing:us-east:a/acc:inst::",
    url_resolver=lambda url, instance, private, channel: url,
)
backend = service.backend("ibm_line")


def asymmetric():
    """Only one outcome, other in every order of qubits or bits; compiled for the device as the client knows it."""
    c = QuantumCircuit(QuantumRegister(3, "q"), ClassicalRegister(3, "c"))
    c.x(0)
    c.cx(0, 2)
    c.measure(0, 2)
    c.measure(2, 0)
    c.measure(1, 1)
    return qasm3.dumps(transpile(c, backend=backend, seed_transpiler=3, optimization_level=1))


def submit(*programs):
    inputs = {"pubs": [[text, None, 300] for text in programs], "version": 2, "support_qiskit": False}
    options = {"backend": backend, "job_tags": ["vendor", "token-of-the-vendor"], "max_execution_time": 30}
    return service._run(program_id="sampler", options=options, inputs=inputs)


def counts(result):
    """Registers side by side, the last declared first, as Qiskit prints them."""
    shots = []
    for name in sorted(result["data"], reverse=True):
        register = result["data"][name]
        shots.append([format(int(sample, 16), f"0{register['num_bits']}b") for sample in register["samples"]])
    return Counter("".join(shot) for shot in zip(*shots))


job = submit(program, asymmetric())
if what == "run":
    results = job.result()["results"]
    target = backend.target
    seen = {
        "counts": counts(results[0]),
        "asymmetric": counts(results[1]),
        "status": job.status(),
        "qubits": target.num_qubits,
        "t1": target.qubit_properties[2].t1,
        "cz": target["cz"][(0, 1)].error,
        "found": [found.job_id() for found in service.jobs(job_tags=["token-of-the-vendor"])] == [job.job_id()],
        "seconds": job.metrics()["usage"]["qpu_charge_time_seconds"],
    }
else:
    before = job.status()
    job.cancel()
    seen = {"before": before, "after": job.status(), "id": job.job_id()}
print(json.dumps(seen))
