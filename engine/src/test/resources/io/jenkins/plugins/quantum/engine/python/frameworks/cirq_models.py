"""Models of the kinds that Cirq users write; the first sorted qubit is bit 0, measured keys in their order."""

import cirq
import numpy as np
import sympy

MODELS = {
    "variational": {"x": (3,), "w": (6,)},
    "phased_moments": {"a": (), "b": ()},
    "iswap_powers": {"s": (3,)},
    "fsim": {"theta": (), "phi": ()},
    "qaoa": {"gamma": (2,), "beta": (2,)},
    "grid": {"t": (4,)},
    "fourier": {"x": (3,)},
    "controlled_gates": {"s": (2,)},
    "matrices": {"a": ()},
    "repeated": {"a": ()},
    "excitations": {"t": (2,)},
    "teleportation": {"x": (2,)},
    "dynamic_reset": {"x": (2,)},
    "sympy_condition": {"x": (2,)},
}

a, b, c, d = cirq.LineQubit.range(4)
S = sympy.Symbol


def _variational():
    x, w = sympy.symbols("x0:3"), sympy.symbols("w0:6")
    yield (cirq.rx(np.pi * angle)(qubit) for angle, qubit in zip(x, (a, b, c)))
    for layer in range(2):
        yield (cirq.ry(w[3 * layer + i])(qubit) for i, qubit in enumerate((a, b, c)))
        yield cirq.CNOT(a, b), cirq.CNOT(b, c), cirq.CZ(c, a) ** (w[layer] / 2)
        yield (cirq.rz(sympy.sin(angle) * angle**2)(qubit) for angle, qubit in zip(x, (a, b, c)))


variational = cirq.Circuit(_variational())

phased_moments = cirq.Circuit(
    cirq.Moment(cirq.PhasedXZGate(x_exponent=S("a"), z_exponent=0.3, axis_phase_exponent=S("b"))(a), cirq.H(b)),
    cirq.Moment(cirq.PhasedXPowGate(phase_exponent=S("b"), exponent=0.4)(b), cirq.Y(a) ** S("a")),
    cirq.Moment(cirq.CZ(a, b)),
    cirq.Moment(cirq.H(a) ** S("b"), cirq.X(b) ** 0.5),
)

iswap_powers = cirq.Circuit(
    cirq.H(a), cirq.rx(0.4)(b), cirq.ISWAP(a, b) ** S("s0"), cirq.SQRT_ISWAP_INV(b, c), cirq.ISWAP(c, a),
    cirq.SWAP(a, b) ** S("s1"), cirq.PhasedISwapPowGate(phase_exponent=0.2, exponent=S("s2"))(b, c),
    cirq.XX(a, c) ** S("s0"), cirq.YY(a, b) ** S("s1"), cirq.ZZ(b, c) ** S("s2"), cirq.ry(0.3)(a), cirq.ry(0.9)(c),
)

fsim = cirq.Circuit(
    cirq.X(a), cirq.H(b), cirq.FSimGate(S("theta"), S("phi"))(a, b), cirq.givens(S("theta"))(b, a),
    cirq.ms(0.3)(a, b), cirq.CX(a, b) ** S("phi"), cirq.ry(0.3)(a),
)


def _qaoa():
    yield cirq.H.on_each(a, b, c, d)
    for layer in range(2):
        gamma, beta = S("gamma_%d" % layer), S("beta_%d" % layer)
        yield (cirq.ZZ(p, q) ** (gamma / np.pi) for p, q in ((a, b), (b, c), (c, d), (d, a)))
        yield (cirq.X(q) ** beta for q in (a, b, c, d))


qaoa = cirq.Circuit(_qaoa())

_grid = cirq.GridQubit.rect(2, 2)
grid = cirq.Circuit(
    (cirq.ry(S("t[%d]" % i))(qubit) for i, qubit in enumerate(_grid)), cirq.CZ(_grid[0], _grid[1]),
    cirq.CZ(_grid[2], _grid[3]), cirq.CZ(_grid[0], _grid[2]), (cirq.X(qubit) ** 0.5 for qubit in _grid),
)

fourier = cirq.Circuit(
    (cirq.ry(S("x_%d" % i))(qubit) for i, qubit in enumerate((a, b, c))), cirq.qft(a, b, c),
    (cirq.rx(S("x_0") * 2 - 1)(qubit) for qubit in (a, b, c)),
)

_named = [cirq.NamedQubit(name) for name in ("control", "target", "ancilla")]
controlled_gates = cirq.Circuit(
    cirq.H.on_each(*_named), cirq.ControlledGate(cirq.Y ** S("s0"))(*_named[:2]), cirq.TOFFOLI(*_named),
    cirq.ControlledGate(cirq.X ** S("s1"), control_values=[0])(_named[1], _named[2]), cirq.CCX(*_named) ** S("s0"),
    cirq.FREDKIN(*_named), cirq.H(_named[0]).controlled_by(_named[2]), cirq.ry(0.7).on_each(*_named),
)

matrices = cirq.Circuit(
    cirq.H(a), cirq.MatrixGate(cirq.testing.random_unitary(2, random_state=3))(b),
    cirq.MatrixGate(cirq.testing.random_unitary(4, random_state=4))(a, b), cirq.rx(S("a"))(a),
    cirq.DiagonalGate([0.1, 0.2, 0.3, 0.4])(a, b), cirq.ry(1.1)(b),
)

_block = cirq.FrozenCircuit(cirq.rx(S("a"))(a), cirq.CNOT(a, b), cirq.ry(S("a") / 2)(b))
repeated = cirq.Circuit(cirq.H(a), cirq.CircuitOperation(_block, repetitions=3), cirq.I(a), cirq.rx(0.2)(a))

excitations = cirq.Circuit(
    cirq.X(a), cirq.X(b), cirq.PauliStringPhasor(cirq.X(a) * cirq.Y(b) * cirq.X(c) * cirq.X(d), exponent_neg=S("t0")),
    cirq.PauliStringPhasor(cirq.X(b) * cirq.Z(c) * cirq.Y(d), exponent_neg=S("t1")), cirq.givens(S("t0"))(a, c),
)

teleportation = cirq.Circuit(
    cirq.ry(S("x0"))(a), cirq.rz(S("x1"))(a), cirq.H(b), cirq.CNOT(b, c), cirq.CNOT(a, b), cirq.H(a),
    cirq.measure(a, key="first"), cirq.measure(b, key="second", invert_mask=(True,)),
    cirq.X(c).with_classical_controls("second"), cirq.Z(c).with_classical_controls("first"),
    cirq.rx(S("x1"))(c), cirq.measure(c, key="out"),
)

dynamic_reset = cirq.Circuit(
    cirq.ry(S("x0"))(a), cirq.CNOT(a, b), cirq.measure(a, key="seen"), cirq.reset(a), cirq.rx(S("x1"))(a),
    cirq.CNOT(a, b), cirq.measure(a, b, key="out"),
)

sympy_condition = cirq.Circuit(
    cirq.ry(S("x0"))(a), cirq.ry(S("x1"))(b), cirq.CNOT(a, b), cirq.measure(a, b, key="m"),
    cirq.X(c).with_classical_controls(sympy.Eq(S("m"), 1)), cirq.H(c).with_classical_controls("m"),
    cirq.measure(c, key="out"),
)


def probabilities(name, values):
    circuit = globals()[name]
    resolver = {}
    for symbol in cirq.parameter_names(circuit):
        base = symbol.rstrip("0123456789]").rstrip("_[") or symbol
        index = symbol[len(base):].strip("_[]")
        resolver[symbol] = float(values[base].reshape(-1)[int(index or 0)])
    bound = cirq.resolve_parameters(circuit, resolver)
    if not cirq.is_measurement(bound):
        state = cirq.Simulator(dtype=np.complex128).simulate(bound).final_state_vector
        return reverse(np.abs(state) ** 2)
    keys = list(dict.fromkeys(str(cirq.measurement_key_obj(o)) for o in circuit.all_operations() if cirq.is_measurement(o)))
    return measured(bound, keys)


def reverse(flat):
    """Cirq writes the first qubit first."""
    n = int(np.log2(len(flat)))
    return np.transpose(flat.reshape([2] * n), range(n)[::-1]).reshape(-1)


def measured(circuit, keys):
    """The joint distribution of the keys, by Cirq's own deferral of measurements to the end."""
    deferred = cirq.defer_measurements(circuit)
    terminal = {}
    rest = []
    for operation in deferred.all_operations():
        if cirq.is_measurement(operation):
            key, mask = str(cirq.measurement_key_obj(operation)), operation.gate.full_invert_mask()
            terminal[key] = operation.qubits
            rest += [cirq.X(qubit) for qubit, inverted in zip(operation.qubits, mask) if inverted]
        else:
            rest.append(operation)
    read = [qubit for key in keys for qubit in terminal[key]]
    body = cirq.Circuit(rest)
    others = [qubit for qubit in sorted(body.all_qubits()) if qubit not in read]
    rho = cirq.DensityMatrixSimulator(dtype=np.complex128).simulate(body, qubit_order=read + others).final_density_matrix
    return reverse(np.real(np.diag(rho)).reshape(2 ** len(read), -1).sum(axis=1))
