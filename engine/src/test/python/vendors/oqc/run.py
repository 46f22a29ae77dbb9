"""OQC's own client against a service: python run.py ADDRESS TOKEN run|cancel PROGRAM CONFIGURATION. Prints what its users would see."""

import json
import sys

from compiler_config.config import CompilerConfig, QuantumResultsFormat
from qcaas_client.client import OQCClient, QPUTask

address, token, what, program, configuration = sys.argv[1:6]
machine = "qpu:uk:3:9829a5504f"
client = OQCClient(url=address, authentication_token=token)

if what == "run":
    # The configuration that the adapter sent, read by OQC's own class, is the one that OQC's client would send.
    theirs = CompilerConfig(repeats=200, results_format=QuantumResultsFormat().binary_count())
    read = CompilerConfig.create_from_json(configuration)
    task = QPUTask(program=program, config=read, tag="vendor")
    result = client.execute_tasks([task], qpu_id=machine)[0]
    seen = {
        "counts": result.result["c"],
        "sameConfiguration": json.loads(read.to_json()) == json.loads(theirs.to_json()) == json.loads(configuration),
    }
else:
    config = CompilerConfig(repeats=10, results_format=QuantumResultsFormat().binary_count())
    program = 'OPENQASM 2.0; include "qelib1.inc"; qreg q[1]; creg c[1]; measure q -> c;'
    task = client.schedule_tasks([QPUTask(program=program, config=config, tag="vendor")], qpu_id=machine)[0]
    before = client.get_task(task.task_id, machine)["status"]
    client.cancel_task(task.task_id, machine)
    seen = {"before": before, "after": client.get_task(task.task_id, machine)["status"]}
print(json.dumps(seen))
