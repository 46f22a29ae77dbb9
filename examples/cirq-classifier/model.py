"""A classifier in Cirq: is a point inside a ring around the origin, or outside?

Symbols x0, x1: two numbers from -1 to 1. Symbols w0 to w11: exponents of gates, found by train.py. The mean of
Z over both qubits is read: above 0.1 is inside.
"""

import cirq
import sympy

qubits = cirq.LineQubit.range(2)
x = sympy.symbols("x0:2")
w = sympy.symbols("w0:12")


def layers():
    for layer in range(3):
        for place, qubit in enumerate(qubits):
            first = 4 * layer + 2 * place
            yield cirq.PhasedXPowGate(phase_exponent=w[first], exponent=w[first + 1])(qubit)
        yield cirq.CZ(*qubits)


feature_map = cirq.Circuit([(cirq.X**value)(qubit) for value, qubit in zip(x, qubits)])
ansatz = cirq.Circuit(layers())
circuit = feature_map + ansatz

readout = cirq.PauliSum.from_pauli_strings([0.5 * cirq.Z(qubit) for qubit in qubits])
