"""Compiles circuits for devices with Qiskit.

A job:
  id         text, repeated in the answer
  qubits     number of qubits
  bits       number of classical bits
  width      number of qubits of the device
  basis      names of its gates
  pairs      [[first, second], ...] where its gates on two qubits act; empty where every pair is connected
  symmetric  whether those gates are the same both ways round
  layout     the physical qubit of each qubit; empty lets the compiler choose
  level      of optimisation, 0 to 3
  seed       of the compiler
  inputs     names of free parameters
  steps      ["g", gate, [qubits], [angles: numbers or names of inputs]], ["m", qubit, bit], ["r", qubit],
             ["b", [qubits]], ["if", first_bit, width, value, [steps], [steps]]
The answer: {"id", "qasm": OpenQASM 3 over physical qubits, "layout": [where each qubit begins], "facts": versions}.
"""

from protocol import Refused, serve, versions

VERSIONS = versions({"qiskit": "qiskit"})

from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister, qasm3, transpile
from qiskit.circuit import Parameter
from qiskit.circuit.classical import expr
from qiskit.transpiler import CouplingMap


def append(circuit, steps, inputs):
    for step in steps:
        kind = step[0]
        if kind == "g":
            angles = [inputs[angle] if isinstance(angle, str) else angle for angle in step[3]]
            getattr(circuit, step[1])(*angles, *step[2])
        elif kind == "m":
            circuit.measure(step[1], step[2])
        elif kind == "r":
            circuit.reset(step[1])
        elif kind == "b":
            circuit.barrier(step[1])
        elif kind == "if":
            with circuit.if_test(condition(circuit, *step[1:4])) as otherwise:
                append(circuit, step[4], inputs)
            if step[5]:
                with otherwise:
                    append(circuit, step[5], inputs)
        else:
            raise Refused(f"unknown step {kind!r}")


def condition(circuit, first, width, value):
    """Classical bits first .. first + width - 1, least significant first, equal a number."""
    if width == 1:
        return (circuit.clbits[first], value & 1)
    whole = None
    for offset in range(width):
        bit = expr.lift(circuit.clbits[first + offset])
        if not value >> offset & 1:
            bit = expr.logic_not(bit)
        whole = bit if whole is None else expr.logic_and(whole, bit)
    return whole


def coupling(job):
    if not job["pairs"]:
        return CouplingMap.from_full(job["width"])
    pairs = {(first, second) for first, second in job["pairs"]}
    if job["symmetric"]:
        pairs |= {(second, first) for first, second in pairs}
    known = CouplingMap()
    for qubit in range(job["width"]):
        known.add_physical_qubit(qubit)
    for first, second in sorted(pairs):
        known.add_edge(first, second)
    return known


def answer(job):
    circuit = QuantumCircuit(QuantumRegister(job["qubits"], "q"))
    if job["bits"]:
        circuit.add_register(ClassicalRegister(job["bits"], "c"))
    inputs = {name: Parameter(name) for name in job["inputs"]}
    append(circuit, job["steps"], inputs)
    compiled = transpile(
        circuit,
        basis_gates=job["basis"],
        coupling_map=coupling(job),
        initial_layout=job["layout"] or None,
        optimization_level=job["level"],
        seed_transpiler=job["seed"],
    )
    layout = compiled.layout
    return {
        "qasm": qasm3.dumps(compiled),
        "layout": layout.initial_index_layout(filter_ancillas=True) if layout else list(range(job["qubits"])),
        "facts": VERSIONS,
    }


serve(VERSIONS, answer)
