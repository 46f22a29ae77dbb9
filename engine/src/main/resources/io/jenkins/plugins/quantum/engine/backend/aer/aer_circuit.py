"""Lowered circuits as circuits of Qiskit. One circuit serves a whole batch of angles."""

from aer_noise import CROWDED
from protocol import Refused
from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister
from qiskit.circuit import Parameter
from qiskit.circuit.classical import expr
from qiskit.circuit.library import CXGate, RZZGate, U3Gate, UGate
TWO_QUBITS = {
    "cx": lambda step: CXGate(),
    # Aer looks errors up by a gate's label where it has one
    "cx-crowded": lambda step: CXGate(label=CROWDED),
    "zz": lambda step: RZZGate(step[3]),
}


class Angles:
    """The angles of a batch, column by column in the order of the steps: a number where all runs agree, else a
    parameter of the circuit."""

    def __init__(self, columns):
        self.columns = columns
        self.used = 0
        self.binds = {}

    def next_three(self):
        three = []
        for column in self.columns[self.used : self.used + 3]:
            if (column == column[0]).all():
                three.append(float(column[0]))
            else:
                parameter = Parameter(f"a{self.used + len(three)}")
                self.binds[parameter] = column.tolist()
                three.append(parameter)
        self.used += 3
        return three


def append(circuit, steps, angles):
    for step in steps:
        kind = step[0]
        if kind == "u":
            gate = UGate if step[2] else U3Gate
            circuit.append(gate(*angles.next_three()), [step[1]], copy=False)
        elif kind in TWO_QUBITS:
            circuit.append(TWO_QUBITS[kind](step), [step[1], step[2]], copy=False)
        elif kind == "m":
            circuit.measure(step[1], step[2])
        elif kind == "r":
            circuit.reset(step[1])
        elif kind == "if":
            with circuit.if_test(condition(circuit, *step[1:4])) as otherwise:
                append(circuit, step[4], angles)
            if step[5]:
                with otherwise:
                    append(circuit, step[5], angles)
        else:
            raise Refused(f"unknown step {kind!r}")


def condition(circuit, first, width, value):
    """Classical bits first .. first + width - 1, least significant first, equal a number."""
    if value >> width:
        return expr.lift(False)
    whole = None
    for offset in range(width):
        bit = expr.lift(circuit.clbits[first + offset])
        if not value >> offset & 1:
            bit = expr.bit_not(bit)
        whole = bit if whole is None else expr.bit_and(whole, bit)
    return whole


def empty_circuit(job):
    registers = [QuantumRegister(job["qubits"], "q")]
    if job["bits"]:
        registers.append(ClassicalRegister(job["bits"], "c"))
    return QuantumCircuit(*registers)


def any_measurement(steps):
    return any(s[0] == "m" or (s[0] == "if" and (any_measurement(s[4]) or any_measurement(s[5]))) for s in steps)
