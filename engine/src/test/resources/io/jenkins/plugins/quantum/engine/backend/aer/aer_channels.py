"""Noisy distributions made with Qiskit Aer's own channels and device rules alone, for comparison with the engine's.

Every case returns probabilities by outcome, highest bit first. Nothing here shares code with the engine.
"""

import json

import numpy as np
from qiskit import QuantumCircuit
from qiskit.circuit import Measure
from qiskit.circuit.library import CXGate, RZXGate, RZZGate, SXGate, UGate
from qiskit.providers import QubitProperties
from qiskit.transpiler import InstructionProperties, Target
from qiskit_aer import AerSimulator
from qiskit_aer.noise import depolarizing_error, pauli_error, thermal_relaxation_error
from qiskit_aer.noise.device.models import basic_device_gate_errors

T1, T2, TIME1, TIME2 = 40e-6, 30e-6, 35e-9, 300e-9
P1, P2 = 0.004, 0.02
OVER, CX_OVER, ZZ, FACTOR = 0.03, 0.05, 0.2, 2.0
READ01, READ10 = 0.03, 0.01


def relaxation(kind, time):
    return thermal_relaxation_error(T1, T2, time) if kind == "exact" else twirled(time)


def one_qubit(relax):
    error = depolarizing_error(P1 * 4 / 3, 1)
    return error.compose(relaxation(relax, TIME1)) if relax else error


def two_qubit(relax, factor=1.0):
    error = depolarizing_error(P2 * factor * 16 / 15, 2)
    each = relaxation(relax, TIME2) if relax else None
    return error.compose(each.tensor(each)) if relax else error


def twirled(time):
    flip = (1 - np.exp(-time / T1)) / 4
    phase = (1 - np.exp(-time / T2)) / 2 - flip
    return pauli_error([("I", 1 - 2 * flip - phase), ("X", flip), ("Y", flip), ("Z", phase)])


def layers(relax, systematic):
    """The circuit of the test, each gate followed by its errors, written out by hand. CNOTs of both layers run side by side:
    1 beside 2 in the first, 0 beside 1 and 2 beside 3 in the second."""
    over, cx_over, zz, factor = (OVER, CX_OVER, ZZ, FACTOR) if systematic else (0, 0, 0, 1)
    circuit = QuantumCircuit(4)

    def pulse(theta, phi, lam, qubit):
        circuit.append(UGate(theta * (1 + over), phi, lam), [qubit])
        circuit.append(one_qubit(relax).to_instruction(), [qubit])

    def layer(pairs, neighbours):
        for pair in pairs:
            circuit.append(CXGate(), pair)
            circuit.append(two_qubit(relax, factor).to_instruction(), pair)
            circuit.append(RZXGate(cx_over), pair)
        for link in neighbours:
            circuit.append(RZZGate(zz), link)

    for qubit in range(4):
        pulse(0.4 + qubit, 0, 0, qubit)
    layer([(0, 1), (3, 2)], [(1, 2)])
    pulse(0.7, -np.pi / 2, np.pi / 2, 1)
    layer([(1, 2), (0, 3)], [(0, 1), (2, 3)])
    circuit.rz(0.3, 2)
    for qubit in range(4):
        pulse(1, 0, 0, qubit)
    return circuit


def probabilities(circuit, readout=False):
    circuit.save_probabilities(list(range(circuit.num_qubits)))
    vector = np.asarray(AerSimulator(method="density_matrix").run(circuit).result().data()["probabilities"])
    if readout:
        one = np.array([[1 - READ10, READ01], [READ10, 1 - READ01]])
        whole = np.eye(1)
        for _ in range(circuit.num_qubits):
            whole = np.kron(one, whole)
        vector = whole @ vector
    width = circuit.num_qubits
    return {format(place, f"0{width}b"): float(value) for place, value in enumerate(vector)}


def reported():
    """A device that reports e = 1 - F, T1, T2 and durations: errors by Aer's own device rule."""
    target = Target(num_qubits=2, qubit_properties=[QubitProperties(t1=T1, t2=T2)] * 2)
    target.add_instruction(SXGate(), {(q,): InstructionProperties(error=1e-3, duration=TIME1) for q in range(2)})
    target.add_instruction(CXGate(), {(0, 1): InstructionProperties(error=1.2e-2, duration=TIME2)})
    target.add_instruction(Measure(), {(q,): InstructionProperties(error=0, duration=0) for q in range(2)})
    errors = {(name, tuple(qubits)): error for name, qubits, error in basic_device_gate_errors(target=target)}
    circuit = QuantumCircuit(2)
    for _ in range(10):
        for qubit in range(2):
            circuit.append(UGate(0.3 + qubit, 0, 0), [qubit])
            circuit.append(errors[("sx", (qubit,))].to_instruction(), [qubit])
        circuit.append(CXGate(), [0, 1])
        circuit.append(errors[("cx", (0, 1))].to_instruction(), [0, 1])
    return circuit


print(
    json.dumps(
        {
            "depolarising": probabilities(layers(None, False)),
            "readout": probabilities(layers(None, False), readout=True),
            "relaxation": probabilities(layers("exact", False)),
            "twirled": probabilities(layers("twirled", False)),
            "systematic": probabilities(layers("exact", True), readout=True),
            "systematic-twirled": probabilities(layers("twirled", True), readout=True),
            "reported": probabilities(reported()),
        }
    )
)
