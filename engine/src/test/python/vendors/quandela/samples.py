"""Perceval at the fake: submits, waits, reads, cancels; prints what it saw as JSON."""

import json
import sys
import time

from perceval.algorithm import Sampler
from perceval.components import BS, Circuit
from perceval.providers.quandela import Session
from perceval.utils import BasicState

address, token, platform = sys.argv[1:4]
processor = Session(platform, token=token, url=address).build_remote_processor()
processor.set_circuit(Circuit(4) // (0, BS()))
processor.with_input(BasicState([1, 0, 1, 0]))
processor.min_detected_photons_filter(2)
sampler = Sampler(processor, max_shots_per_call=100)


def submitted():
    return sampler.sample_count.execute_async(10)


job = submitted()
while not job.is_complete:
    time.sleep(0.2)
result = job.get_results()
seen = {"counts": {str(state): int(n) for state, n in result["results"].items()}, "perf": result.get("physical_perf", result.get("global_perf"))}
held = submitted()
held.cancel()
for _ in range(50):
    if held.status.canceled:
        break
    time.sleep(0.2)
seen["cancelled"] = bool(held.status.canceled)
print(json.dumps(seen))
