"""qBraid's own client at the fake: submits, waits, reads, searches by tag, estimates, cancels; prints what it saw as JSON."""

import json
import sys

from qbraid.runtime import QbraidProvider
from qbraid_core.services.runtime import QuantumRuntimeClient

key, device, program, other = sys.argv[1:5]
machine = QbraidProvider(api_key=key).get_device(device)
job = machine.run(program, shots=100, tags={"qmlops": "theirs"})
seen = {"counts": job.result().data.get_counts()}
client = QuantumRuntimeClient(api_key=key)
seen["ours"] = client.get_job_result(other).resultData["measurementCounts"]
seen["tagged"] = client.list_jobs(tags={"qmlops": "ours"})[0].jobQrn
seen["estimate"] = float(client.estimate_cost(device, 100).estimatedCost)
held = machine.run(program, shots=100, tags={"qmlops": "held"})
client.cancel_job(held.id)
seen["cancelled"] = held.id
print(json.dumps(seen))
