"""Google's own generated REST client against a service: python run.py HOST:PORT PROJECT PROCESSOR run|cancel PROGRAM. Prints what its users would see.

GOOGLE_KEY is the text of a service account's key file; PROGRAM is a program as the adapter wrote it, as JSON.
"""

import json
import os
import sys
import time

import cirq
import cirq_google
from cirq_google.api import v2
from cirq_google.cloud import quantum
from cirq_google.cloud.quantum_v1alpha1.services.quantum_engine_service.transports.rest import QuantumEngineServiceRestTransport
from google.oauth2 import service_account
from google.protobuf import any_pb2, json_format

host, project, processor, what, program = sys.argv[1:6]
SHOTS = 200
PROJECT = f"projects/{project}"
STATES = quantum.ExecutionStatus.State

key = service_account.Credentials.from_service_account_info(
    json.loads(os.environ["GOOGLE_KEY"]), scopes=["https://www.googleapis.com/auth/cloud-platform"]
)
client = quantum.QuantumEngineServiceClient(transport=QuantumEngineServiceRestTransport(host=host, credentials=key, url_scheme="http"))


def packed(message):
    box = any_pb2.Any()
    box.Pack(message)
    return box


def submit(name, circuit):
    """Starts a circuit of Cirq: the name of the job."""
    program = quantum.QuantumProgram(name=f"{PROJECT}/programs/{name}", code=packed(cirq_google.CIRCUIT_SERIALIZER.serialize(circuit)))
    made = client.create_quantum_program(quantum.CreateQuantumProgramRequest(parent=PROJECT, quantum_program=program))
    context = v2.run_context_pb2.RunContext()
    context.parameter_sweeps.add().repetitions = SHOTS
    selector = quantum.SchedulingConfig.ProcessorSelector(processor=f"{PROJECT}/processors/{processor}")
    job = quantum.QuantumJob(
        name=f"{made.name}/jobs/{name}",
        scheduling_config=quantum.SchedulingConfig(processor_selector=selector),
        run_context=packed(context),
    )
    return client.create_quantum_job(quantum.CreateQuantumJobRequest(parent=made.name, quantum_job=job)).name


def state(job):
    return client.get_quantum_job(quantum.GetQuantumJobRequest(name=job)).execution_status.state


def result(job):
    """What a job measured, as Cirq's users get it."""
    while state(job) != STATES.SUCCESS:
        time.sleep(0.05)
    answer = v2.result_pb2.Result()
    client.get_quantum_result(quantum.GetQuantumResultRequest(parent=job)).result.Unpack(answer)
    return v2.results_from_proto(answer)[0][0]


def counts(measured, keys):
    """How often each outcome was seen, the first key leftmost."""
    found = measured.multi_measurement_histogram(keys=keys)
    return {"".join(map(str, outcome)): count for outcome, count in found.items()}


if what == "run":
    # What the adapter sent, read by the vendor's own reader and sent once more.
    sent = json.loads(program)
    del sent["@type"]
    ours = cirq_google.CIRCUIT_SERIALIZER.deserialize(json_format.ParseDict(sent, v2.program_pb2.Program()))
    keys = sorted(cirq.measurement_key_names(ours))
    # And a circuit that the adapter never saw, whose outcome tells the order of qubits and bits.
    qubits = cirq.GridQubit.rect(1, 3)
    own = cirq.Circuit(cirq.X(qubits[0]), cirq.X(qubits[1]), cirq.measure(*qubits, key="m"))
    seen = {
        "counts": counts(result(submit("again", ours)), keys),
        "keys": keys,
        "own": {str(value): count for value, count in result(submit("own", own)).histogram(key="m").items()},
        "health": client.get_quantum_processor(
            quantum.GetQuantumProcessorRequest(name=f"{PROJECT}/processors/{processor}")
        ).health.name,
    }
else:
    job = submit("held", cirq.Circuit(cirq.X(cirq.GridQubit(0, 0)), cirq.measure(cirq.GridQubit(0, 0), key="m")))
    before = state(job).name
    client.cancel_quantum_job(quantum.CancelQuantumJobRequest(name=job))
    seen = {"before": before, "after": state(job).name}
print()
print(json.dumps(seen))
