"""The engine's noise model as one of Aer's, with exactly its meaning."""

import functools
import itertools

import numpy as np
from qiskit.quantum_info import Kraus, SuperOp
from qiskit_aer.noise import NoiseModel, QuantumError, ReadoutError, pauli_error, thermal_relaxation_error

CROWDED = "cx_crowded"
"""The label of a CNOT that runs beside another one: it has errors of its own."""


def depolarising(qubits, probability):
    """Every Pauli but the identity, equally likely, with this probability together."""
    labels = ["".join(letters) for letters in itertools.product("IXYZ", repeat=qubits)]
    share = probability / (len(labels) - 1)
    return pauli_error([(label, share if label.strip("I") else 1 - probability) for label in labels])


def depolarising_channel(qubits, probability):
    """The same as a matrix: to mix all Paulis evenly, identity included, is to forget the state."""
    dimension = 2**qubits
    forget = probability * dimension**2 / (dimension**2 - 1)
    identity = np.eye(dimension).reshape(-1)
    return SuperOp((1 - forget) * np.eye(dimension**2) + forget * np.outer(identity, identity) / dimension)


class Channel(QuantumError):
    """A channel as one matrix. Aer asks each error whether it does nothing, and for a matrix finds out slowly, by way of
    an error message that prints it; these do something."""

    def ideal(self):
        return False


def relaxation(times, time):
    """T1 and T2 for a gate that takes this time, or None where nothing happens. Aer wants T2 <= 2 T1."""
    never = float("inf")
    t1, t2 = (never if value is None else value for value in times)
    if time <= 0 or t1 == t2 == never:
        return None
    return t1, min(t2, 2 * t1), time


def relaxation_channel(t1, t2, time):
    """Towards 0, over columns of the density matrix: populations by exp(-t/T1), coherences by exp(-t/T2)."""
    stay, phase = np.exp(-time / t1), np.exp(-time / t2)
    matrix = np.diag([1, phase, phase, stay])
    matrix[0, 3] = 1 - stay
    return SuperOp(matrix)


class GateErrors:
    """Errors by their figures; devices repeat them, and building one takes milliseconds. As one channel where density
    matrices are evolved, as a mixture of gates and resets where shots draw from it."""

    def __init__(self, noise, as_channel):
        self.noise = noise
        self.as_channel = as_channel
        self.known = {}

    def one_qubit(self, index):
        errors = self.noise["qubits"][index]
        return self.error((errors["p1"],), self.noise["time1"], [(errors["t1"], errors["t2"])])

    def two_qubit(self, first, second, probability):
        times = [(self.noise["qubits"][index]["t1"], self.noise["qubits"][index]["t2"]) for index in (first, second)]
        return self.error((probability, "pair"), self.noise["time2"], times)

    def error(self, strength, time, times):
        key = (strength, time, tuple(times))
        if key not in self.known:
            self.known[key] = self.build(strength[0], time, times)
        return self.known[key]

    def build(self, probability, time, times):
        """First the Pauli error, then relaxation; None where there is neither."""
        rests = [relaxation(pair, time) for pair in times]
        if all(rest is None for rest in rests):
            return depolarising(len(times), probability) if probability > 0 else None
        if self.as_channel:
            channels = [SuperOp(np.eye(4)) if rest is None else relaxation_channel(*rest) for rest in rests]
            whole = functools.reduce(lambda low, high: high.tensor(low), channels)
            return Channel(Kraus(depolarising_channel(len(times), probability).compose(whole)))
        errors = [pauli_error([("I", 1.0)]) if rest is None else thermal_relaxation_error(*rest) for rest in rests]
        whole = functools.reduce(lambda low, high: high.tensor(low), errors)
        return depolarising(len(times), probability).compose(whole) if probability > 0 else whole


def noise_model(noise, qubits, as_channel):
    """Physical single-qubit gates are named u, all others u3, so errors sit on u and cx and on nothing else."""
    model = NoiseModel(basis_gates=["u", "u3", "cx"])
    gate_errors = GateErrors(noise, as_channel)
    add(model, "u", [((index,), gate_errors.one_qubit(index)) for index in range(qubits)])
    add(model, "cx", [((a, b), gate_errors.two_qubit(a, b, probability)) for a, b, probability in noise["pairs"]])
    add(model, CROWDED, [((a, b), gate_errors.two_qubit(a, b, probability)) for a, b, probability in noise["crowded"]])
    for index in range(qubits):
        errors = noise["qubits"][index]
        if errors["read01"] > 0 or errors["read10"] > 0:
            model.add_readout_error(ReadoutError(confusion(errors)), [index])
    return model


def add(model, gate, placed):
    """Errors of a gate by place; where all are one and the same, Aer is told so once, which spares it much checking."""
    errors = {id(error): error for _, error in placed}
    if len(errors) == 1 and placed[0][1] is not None:
        model.add_all_qubit_quantum_error(placed[0][1], [gate])
        return
    for place, error in placed:
        if error is not None:
            model.add_quantum_error(error, [gate], list(place))


def confusion(errors):
    """Rows: the true value; columns: the value read."""
    return [[1 - errors["read10"], errors["read10"]], [errors["read01"], 1 - errors["read01"]]]
