"""Runs programs on the simulators inside Amazon's own client: its reader of OpenQASM, its gates, its noise."""

import json
import sys

from braket.devices import LocalSimulator
from braket.ir.openqasm import Program

answers = []
with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for job in jobs:
    device = LocalSimulator("braket_dm" if job["noisy"] else "braket_sv")
    result = device.run(Program(source=job["source"], inputs=job["inputs"]), shots=job["shots"]).result()
    answers.append({key: int(number) for key, number in result.measurement_counts.items()})
print(json.dumps(answers))
