"""D-Wave's own client at the fake: submits, waits, reads, cancels; prints what it saw as JSON."""

import json
import os
import sys

from dwave.cloud import Client
from dwave.cloud.exceptions import CanceledFutureError

address, token, label = sys.argv[1:4]
os.environ["DWAVE_CONFIG_FILE"] = os.devnull
with Client.from_config(endpoint=address, token=token) as client:
    solver = client.get_solver()
    qubits = sorted(solver.nodes)
    seen = {"solver": solver.identity.name, "qubits": len(qubits)}
    first, second = sorted(solver.edges)[0]

    def run(problem, kind):
        sample = solver.sample_ising if kind == "ising" else solver.sample_qubo
        answer = sample(*problem, num_reads=100, label=label)
        answer.wait(30)
        return {
            "id": answer.id,
            "active": [int(v) for v in answer["active_variables"]],
            "samples": [[int(s[v]) for v in answer["active_variables"]] for s in answer.samples],
            "energies": [float(e) for e in answer.energies],
            "occurrences": [int(n) for n in answer.num_occurrences],
            "timing": {k: float(v) for k, v in answer.timing.items()},
        }

    if len(sys.argv) > 4:
        job = json.loads(sys.argv[4])
        linear = {int(k): v for k, v in job["linear"].items()}
        quadratic = {tuple(map(int, k.split(","))): v for k, v in job["quadratic"].items()}
        seen["ising"] = run((linear, quadratic, job["offset"]), "ising")
    seen["qubo"] = run(({(first, first): -1.0, (second, second): 2.0, (first, second): 0.5},), "qubo")
    seen["estimate"] = float(solver.estimate_qpu_access_time(2, num_reads=100))
    print("ready", flush=True)
    if len(sys.argv) > 5:
        held = solver.sample_ising({first: 1.0}, {}, label="held")
        held.wait_id(30)
        seen["held"] = held.id
        held.cancel()
        try:
            held.result()
            seen["cancelled"] = False
        except CanceledFutureError:
            seen["cancelled"] = True
print(json.dumps(seen))
