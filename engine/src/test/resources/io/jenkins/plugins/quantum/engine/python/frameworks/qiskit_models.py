"""Models of the kinds that Qiskit users write; probabilities(name) by Qiskit's own states, branch by branch."""

import numpy as np
from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister
from qiskit.circuit import Parameter, ParameterVector
from qiskit.circuit.library import (
    PauliEvolutionGate,
    QFTGate,
    efficient_su2,
    n_local,
    real_amplitudes,
    zz_feature_map,
)
from qiskit.quantum_info import Operator, SparsePauliOp, Statevector

MODELS = {
    "zz_real": {"x": (3,), "w": (6,)},
    "su2": {"theta": (12,)},
    "two_local": {"v": (6,)},
    "qaoa": {"gamma": (2,), "beta": (2,)},
    "uccsd_like": {"t": (2,)},
    "fourier": {"x": (3,)},
    "initialised": {"a": ()},
    "controlled_gates": {"x": (2,), "theta": ()},
    "teleportation": {"x": (2,)},
    "dynamic_reset": {"x": (2,)},
    "measured": {"x": ()},
}

zz_real = zz_feature_map(3, reps=2, entanglement="linear", parameter_prefix="x")
zz_real.compose(real_amplitudes(3, reps=1, parameter_prefix="w"), inplace=True)
su2 = efficient_su2(3, reps=1, entanglement="circular")
two_local = n_local(3, ["ry"], "cz", entanglement="full", reps=1, parameter_prefix="v")

COST = SparsePauliOp.from_sparse_list([("ZZ", [0, 1], 0.5), ("ZZ", [1, 2], 0.75), ("Z", [2], -0.25)], num_qubits=3)
gamma, beta = ParameterVector("gamma", 2), ParameterVector("beta", 2)
qaoa = QuantumCircuit(3)
qaoa.h(range(3))
for layer in range(2):
    qaoa.append(PauliEvolutionGate(COST, gamma[layer]), range(3))
    qaoa.rx(2 * beta[layer], range(3))

t = ParameterVector("t", 2)
uccsd_like = QuantumCircuit(4)
uccsd_like.x([0, 1])
uccsd_like.append(PauliEvolutionGate(SparsePauliOp(["XXXY", "XXYX", "YXXX"], [0.125, 0.25, -0.125]), t[0]), range(4))
uccsd_like.append(PauliEvolutionGate(SparsePauliOp(["IXZY", "IYZX"], [0.5, -0.5]), t[1]), range(4))

x = ParameterVector("x", 3)
fourier = QuantumCircuit(3)
for qubit in range(3):
    fourier.ry(x[qubit] * np.pi, qubit)
fourier.append(QFTGate(3), range(3))
fourier.rx(x[0] ** 2 - x[1].sin(), 1)

a = Parameter("a")
initialised = QuantumCircuit(2)
initialised.prepare_state(np.array([1, 2j, -3, 4]) / np.sqrt(30))
initialised.rzx(a, 0, 1)
initialised.unitary(Operator(QFTGate(2)), [1, 0])

x2, theta = ParameterVector("x", 2), Parameter("\u03b8")
controlled_gates = QuantumCircuit(4)
controlled_gates.h(range(4))
controlled_gates.rzz(x2[0] * 2 - theta, 0, 1)
controlled_gates.rxx(x2[1].sin() + 1, 2, 3)
controlled_gates.mcp(theta / 3, [0, 1, 2], 3)
controlled_gates.mcx([0, 1, 2], 3)
controlled_gates.cu(x2[0], 0.1, theta, 0.4, 0, 2)
controlled_gates.iswap(1, 2)
controlled_gates.sxdg(0)
controlled_gates.u(x2[1], 0.2, -theta, 3)
controlled_gates.ecr(0, 3)
controlled_gates.ry(theta, 1)


def _teleportation():
    angles = ParameterVector("x", 2)
    q, alice, bob = QuantumRegister(3, "q"), ClassicalRegister(2, "alice"), ClassicalRegister(1, "bob")
    circuit = QuantumCircuit(q, alice, bob)
    circuit.ry(angles[0], 0)
    circuit.rz(angles[1], 0)
    circuit.h(1)
    circuit.cx(1, 2)
    circuit.cx(0, 1)
    circuit.h(0)
    circuit.measure([0, 1], alice)
    with circuit.if_test((alice[1], 1)):
        circuit.x(2)
    with circuit.if_test((alice[0], 1)) as otherwise:
        circuit.z(2)
    with otherwise:
        circuit.rx(angles[1], 2)
    with circuit.if_test((alice, 2)):
        circuit.ry(0.3, 2)
    circuit.measure(2, bob)
    return circuit


def _dynamic_reset():
    angles = ParameterVector("x", 2)
    circuit = QuantumCircuit(2, 2)
    circuit.ry(angles[0], 0)
    circuit.cx(0, 1)
    circuit.measure(0, 0)
    circuit.reset(0)
    with circuit.for_loop(range(3)):
        circuit.rx(angles[1], 0)
        circuit.cx(0, 1)
    circuit.measure(1, 1)
    return circuit


def measured():
    """A function without arguments that makes the circuit."""
    angle = Parameter("x")
    circuit = QuantumCircuit(3, 2)
    circuit.ry(angle, 0)
    circuit.cx(0, 2)
    circuit.ry(angle * 2, 1)
    circuit.measure([2, 1], [0, 1])
    return circuit


teleportation, dynamic_reset = _teleportation(), _dynamic_reset()


def probabilities(name, values):
    circuit = globals()[name]
    circuit = circuit() if callable(circuit) else circuit
    bound = circuit.assign_parameters(
        {p: values[_group(p)].reshape(-1)[getattr(p, "index", 0)] for p in circuit.parameters})
    if bound.num_clbits == 0:
        return Statevector(bound).probabilities()
    places = {bit: place for place, bit in enumerate(bound.clbits)}
    found = np.zeros(2**bound.num_clbits)
    for weight, _, memory in walk(bound, [(1.0, Statevector.from_int(0, 2**bound.num_qubits), 0)], places):
        found[memory] += weight
    return found


def _group(parameter):
    name = parameter.vector.name if hasattr(parameter, "vector") else parameter.name
    return {"\u03b8": "theta"}.get(name, name)


def walk(circuit, branches, places):
    """(weight, state, memory) after a circuit, for every history of results."""
    for instruction in circuit.data:
        qubits = [circuit.find_bit(q).index for q in instruction.qubits]
        operation = instruction.operation
        if operation.name in ("measure", "reset"):
            split = []
            for weight, state, memory in branches:
                for value in (0, 1):
                    projector = Operator(np.diag([1 - value, value]))
                    after = state.evolve(projector, qubits)
                    chance = np.linalg.norm(after.data) ** 2
                    if chance < 1e-14:
                        continue
                    after = Statevector(after.data / np.sqrt(chance))
                    kept = memory
                    if operation.name == "reset":
                        after = after.evolve(Operator.from_label("X"), qubits) if value else after
                    else:
                        place = places[instruction.clbits[0]]
                        kept = memory & ~(1 << place) | value << place
                    split.append((weight * chance, after, kept))
            branches = split
        elif operation.name == "if_else":
            bits, value = operation.condition
            bits = list(bits) if isinstance(bits, ClassicalRegister) else [bits]
            done = []
            for branch in branches:
                held = sum((branch[2] >> places[bit] & 1) << index for index, bit in enumerate(bits)) == int(value)
                block = operation.blocks[0] if held else (operation.blocks[1] if len(operation.blocks) > 1 else None)
                done += walk(_placed(block, instruction, circuit), [branch], places) if block is not None else [branch]
            branches = done
        elif operation.name == "for_loop":
            for _ in operation.params[0]:
                branches = walk(_placed(operation.blocks[0], instruction, circuit), branches, places)
        elif operation.name != "barrier":
            branches = [(weight, state.evolve(operation, qubits), memory) for weight, state, memory in branches]
    return branches


def _placed(block, instruction, circuit):
    whole = circuit.copy_empty_like()
    return whole.compose(block, instruction.qubits, instruction.clbits)
