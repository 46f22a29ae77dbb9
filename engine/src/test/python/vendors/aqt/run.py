"""Submits through AQT's own Qiskit provider: prints the counts of a circuit and the states of a job that failed."""

import json
import sys
import tempfile
from pathlib import Path

from aqt_connector import ArnicaConfig
from aqt_connector._infrastructure.access_token_verifier import AccessTokenVerifier
from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister, transpile
from qiskit_aqt_provider import AQTProvider

base, client, secret = sys.argv[1:4]

# The fake issuer signs nothing; everything else is the client's own.
AccessTokenVerifier.verify_access_token = lambda self, token: token

config = ArnicaConfig(Path(tempfile.mkdtemp()))
config.arnica_url = base + "/api"
config.client_id = client
config.client_secret = secret
config.oidc_config.issuer = base + "/"
cloud = AQTProvider().cloud(config)
cloud.log_in()
backend = cloud.fetch_workspaces().get_by_id("default").get_backend("ibex")


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


job = backend.run([transpile(crosswise(), backend), transpile(crosswise(), backend)], shots=200)
result = job.result(wait=0.05)
print(
    json.dumps(
        {
            "id": job.job_id(),
            "counts": [
                {key.replace(" ", ""): count for key, count in result.get_counts(i).items()} for i in range(2)
            ],
            "status": job.status().name,
        }
    )
)
