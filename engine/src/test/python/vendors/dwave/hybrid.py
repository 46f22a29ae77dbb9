"""D-Wave's own client at the fake: uploads a model, lets the hybrid solver run, cancels; prints what it saw as JSON."""

import base64
import json
import os
import sys

import dimod
from dwave.cloud import Client
from dwave.cloud.exceptions import CanceledFutureError

address, token, solver_name, problem = sys.argv[1:5]
os.environ["DWAVE_CONFIG_FILE"] = os.devnull
job = json.loads(problem)
bqm = dimod.BQM(
    {int(k): v for k, v in job["linear"].items()},
    {tuple(map(int, k.split(","))): v for k, v in job["quadratic"].items()},
    job["offset"],
    job["vartype"],
)
seen = {"file": base64.b64encode(bqm.to_file().read()).decode()}
with Client.from_config(endpoint=address, token=token) as client:
    solver = client.get_solver(name=solver_name)
    answer = solver.sample_bqm(bqm, label="theirs", time_limit=5)
    best = answer.sampleset.first
    seen["sample"] = [int(best.sample[v]) for v in range(len(best.sample))]
    seen["energy"] = float(best.energy)
    seen["charge"] = answer.sampleset.info["charge_time"]
    if len(sys.argv) > 5:
        held = solver.sample_bqm(bqm, label="held", time_limit=5)
        held.wait_id(30)
        seen["held"] = held.id
        held.cancel()
        try:
            held.result()
            seen["cancelled"] = False
        except CanceledFutureError:
            seen["cancelled"] = True
print(json.dumps(seen))
