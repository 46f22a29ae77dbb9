"""Submits through Amazon's own client and prints what it sees: counts, states, errors."""

import json
import os

import boto3
from botocore.exceptions import ClientError
from braket.aws import AwsDevice, AwsQuantumTask, AwsSession
from braket.circuits import Circuit
from braket.ir.ahs import Program as AtomProgram
from braket.ir.openqasm import Program, ProgramSet

BUCKET = os.environ["AMZN_BRAKET_OUT_S3_BUCKET"]
SV1 = "arn:aws:braket:::device/quantum-simulator/amazon/sv1"
GARNET = "arn:aws:braket:eu-north-1::device/qpu/iqm/Garnet"
FORTE = "arn:aws:braket:us-east-1::device/qpu/ionq/Forte-1"
AQUILA = "arn:aws:braket:us-east-1::device/qpu/quera/Aquila"
OFFLINE = "arn:aws:braket:us-west-1::device/qpu/rigetti/Cepheus-1-108Q"

# Every outcome with its own probability; bit 0 of the register is measured from qubit 2.
CROSSWISE = """OPENQASM 3.0;
bit[3] c;
qubit[3] q;
ry(0.4) q[0];
ry(1.1) q[1];
cnot q[0], q[1];
rx(2.2) q[2];
c[2] = measure q[0];
c[0] = measure q[2];
c[1] = measure q[1];
"""
SWEPT = """OPENQASM 3.0;
input float theta;
bit[2] c;
qubit[2] q;
rx(theta) q[0];
cnot q[0], q[1];
ry(0.3) q[1];
c[0] = measure q[0];
c[1] = measure q[1];
"""
seen = {}


def counts(result):
    return {key: int(number) for key, number in sorted(result.measurement_counts.items())}


sv1, garnet, forte = AwsDevice(SV1), AwsDevice(GARNET), AwsDevice(FORTE)
seen["devices"] = [sv1.status, garnet.status, garnet.is_available]
seen["queue"] = str(garnet.queue_depth().quantum_tasks)

circuit = Circuit().ry(0, 0.4).ry(1, 1.1).cnot(0, 1).rx(2, 2.2).measure(0).measure(1).measure(2)
task = sv1.run(circuit, shots=500)
seen["sv1"] = counts(task.result())
seen["state"] = task.state()
seen["crosswise"] = counts(garnet.run(Program(source=CROSSWISE), shots=500).result())
seen["forte"] = counts(forte.run(Program(source=CROSSWISE), shots=500).result())

swept = ProgramSet(programs=[Program(source=SWEPT, inputs={"theta": [0.5, 1.5, 2.5]})])
session = AwsSession(boto3.Session(region_name="eu-north-1"))
arn = session.create_quantum_task(
    deviceArn=GARNET, outputS3Bucket=BUCKET, outputS3KeyPrefix="tasks", shots=600, action=swept.json()
)
entries = AwsQuantumTask(arn, session, poll_interval_seconds=0.1).result().entries
seen["set"] = [{key: int(n) for key, n in sorted(run.counts.items())} for entry in entries for run in entry.entries]

atoms = AtomProgram.parse_obj(
    {
        "setup": {"ahs_register": {"sites": [["0", "0"], ["0", "5.5e-6"], ["0", "11e-6"]], "filling": [1, 1, 0]}},
        "hamiltonian": {
            "drivingFields": [
                {
                    name: {"time_series": {"times": ["0", "1e-6"], "values": ["0", "0"]}, "pattern": "uniform"}
                    for name in ("amplitude", "phase", "detuning")
                }
            ],
            "localDetuning": [],
        },
    }
)
near = AwsSession(boto3.Session(region_name="us-east-1"))
arn = near.create_quantum_task(
    deviceArn=AQUILA, outputS3Bucket=BUCKET, outputS3KeyPrefix="tasks", shots=10, action=atoms.json()
)
seen["atoms"] = AwsQuantumTask(arn, near, poll_interval_seconds=0.1).result().get_counts()

braket = boto3.client("braket", endpoint_url=os.environ["BRAKET_ENDPOINT"])
body = dict(
    deviceArn=SV1, outputS3Bucket=BUCKET, outputS3KeyPrefix="tasks", shots=10, action=Program(source=CROSSWISE).json()
)
first = braket.create_quantum_task(clientToken="same", **body)["quantumTaskArn"]
seen["token"] = first == braket.create_quantum_task(clientToken="same", **body)["quantumTaskArn"]
found = braket.search_quantum_tasks(
    filters=[{"name": "quantumTaskArn", "operator": "EQUAL", "values": [first, arn]}], maxResults=100
)
seen["found"] = len(found["quantumTasks"])
limits = braket.search_spending_limits(filters=[{"name": "deviceArn", "operator": "EQUAL", "values": [GARNET]}])
seen["limit"] = limits["spendingLimits"][0]["spendingLimit"]


def error(**change):
    try:
        braket.create_quantum_task(**{**body, "clientToken": "other", **change})
    except ClientError as refused:
        return [refused.response["Error"]["Code"], refused.response["ResponseMetadata"]["HTTPStatusCode"]]
    return None


seen["errors"] = [
    error(clientToken="same", shots=11),
    error(deviceArn=OFFLINE, shots=10),
    error(action="{}"),
]
print(json.dumps(seen))
