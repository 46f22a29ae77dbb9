"""Scaleway's own client at the fake: submits, waits, reads, cancels, ends sessions; prints what it saw as JSON."""

import json
import sys

from qio.core import QuantumProgramResult
from qiskit import QuantumCircuit
from qiskit_scaleway import ScalewayProvider
from scaleway_qaas_client.v1alpha1 import QaaSClient

address, key, project, platform, other = sys.argv[1:6]
backend = ScalewayProvider(project_id=project, secret_key=key, url=address).get_backend(platform)
client = QaaSClient(project, key, address)
circuit = QuantumCircuit(3, 3)
circuit.x(0)
circuit.ry(0.9, 1)
circuit.rx(2.2, 2)
circuit.measure([0, 1, 2], [0, 1, 2])
session = backend.start_session(name="theirs", deduplication_id="theirs", max_duration="10m", max_idle_duration="5m")
job = backend.run(circuit, shots=100, session_id=session)
seen = {"counts": job.result(timeout=60, fetch_interval=1).get_counts()}
text = client.list_job_results(other)[0].result
seen["ours"] = QuantumProgramResult.from_json_str(text).to_qiskit_result().get_counts()
held = client.create_job(
    session_id=session, model_id=client.get_job(other).model_id, parameters={"shots": 100, "options": {}}
)
client.cancel_job(held.id)
seen["cancelled"] = held.id
backend.stop_session(session)
print(json.dumps(seen))
