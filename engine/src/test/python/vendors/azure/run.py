"""Submits to four vendors' targets through Microsoft's own client: prints what each brought, and what a cancellation did."""

import json
import sys

from azure.core.credentials import AzureKeyCredential
from azure.quantum import Workspace
from azure.quantum.target.pasqal import Result as Counter
from azure.quantum.target.rigetti import Result as Readout

base, subscription, key = sys.argv[1:4]
workspace = Workspace(
    subscription_id=subscription,
    resource_group="rg",
    name="ws",
    location="eastus",
    credential=AzureKeyCredential(key),
    _quantum_endpoint=base + "/",
    _from_connection_string=True,
)

# Three qubits, two registers, measured crosswise, every outcome with its own probability.
IONQ = {
    "gateset": "qis",
    "qubits": 3,
    "circuit": [
        {"gate": "ry", "targets": [0], "rotation": 0.4},
        {"gate": "ry", "targets": [1], "rotation": 1.1},
        {"gate": "x", "controls": [0], "targets": [1]},
        {"gate": "rx", "targets": [2], "rotation": 2.2},
    ],
}
QASM = """OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg r0[1];
creg r1[2];
ry(0.4) q[0];
ry(1.1) q[1];
cx q[0], q[1];
rx(2.2) q[2];
measure q[0] -> r1[1];
measure q[2] -> r0[0];
measure q[1] -> r1[0];
"""
QUIL = """DECLARE ro BIT[3]
RY(0.4) 0
RY(1.1) 1
CNOT 0 1
RX(2.2) 2
MEASURE 0 ro[2]
MEASURE 2 ro[0]
MEASURE 1 ro[1]
"""
PULSER = json.dumps({"sequence_builder": {"register": [{}, {}, {}], "operations": []}})


def submit(target, program):
    return workspace.get_targets(target).submit(program, name="vendor", shots=200)


doomed = submit("rigetti.sim.qvm", QUIL)
waiting = doomed.details.status
workspace.cancel_job(doomed)
doomed.refresh()

ionq = submit("ionq.qpu.forte-1", IONQ)
quantinuum = submit("quantinuum.sim.h2-1e", QASM)
rigetti = submit("rigetti.sim.qvm", QUIL)
pasqal = submit("pasqal.sim.emu-free", PULSER)
for job in (ionq, quantinuum, rigetti, pasqal):
    job.wait_until_completed(timeout_secs=60, print_progress=False)
answer = {
    "waiting": waiting,
    "after": doomed.details.status,
    "ionq": ionq.get_results(),
    "quantinuum": quantinuum.get_results(),
    "rigetti": Readout(rigetti)["ro"],
    "pasqal": Counter(pasqal).data,
    "cost": ionq.details.cost_estimate.estimated_total,
}
print()
print(json.dumps(answer))
