"""Circuits, Pauli strings and Pauli sums of Cirq."""

from qmlops_exporter.angles import Failure, text_of, text_of_sympy
from qmlops_exporter.observables import terms_of
from qmlops_exporter.program import Program, Symbols, any_of, identifier


def accepts(kind):
    return kind.__name__ in ("AbstractCircuit", "Circuit", "FrozenCircuit")


def is_observable(kind):
    return kind.__name__ in ("PauliString", "PauliSum")


def export(circuit, name, shapes):
    import cirq

    symbols = Symbols(cirq.parameter_names(circuit))
    groups = symbols.as_dictionary()
    for unknown in sorted(set(shapes) - set(groups)):
        raise Failure("'%s' has no symbol '%s'; it has: %s" % (name, unknown, ", ".join(groups) or "none"),
                      "use the names of its sympy symbols under `inputs`")
    order = {qubit: place for place, qubit in enumerate(sorted(circuit.all_qubits()))}
    if not order:
        raise Failure("the circuit has no qubits", "give it gates")
    refuse_other_dimensions(order)
    program = Program(symbols, len(order))
    writer = Writer(program, order, symbols)
    for operation in circuit.all_operations():
        writer.operation(operation, "")
    return {
        "qasm": program.text(), "groups": groups, "wires": [str(qubit) for qubit in order], "observables": [],
        "facts": {"framework": "cirq " + cirq.__version__, "wires": ", ".join(str(qubit) for qubit in order),
                  "measurement": ", ".join(writer.keys)},
    }


def refuse_other_dimensions(order):
    for qubit in order:
        if qubit.dimension != 2:
            raise Failure("%s has %d levels" % (qubit, qubit.dimension), "only qubits can be tested")


def observable(found, labels):
    import cirq

    total = cirq.PauliSum() + found
    paulis = []
    for string in total:
        factors = {(str(qubit) if labels is not None else number_of(qubit)): str(pauli) for qubit, pauli in string.items()}
        paulis.append((factors, string.coefficient))
    what = "the observable " + str(total)[:100]
    return {"what": str(total)[:200], "terms": terms_of(paulis, labels, what)}


def number_of(qubit):
    return qubit.x if type(qubit).__name__ == "LineQubit" else str(qubit)


def turn(exponent, factor=1.0):
    """An exponent of Cirq as an angle."""
    import math

    return exponent * (math.pi * factor) if isinstance(exponent, (int, float)) else float(math.pi * factor) * exponent


class Writer:
    """Writes operations; those without a gate of their own by Cirq's decomposition."""

    def __init__(self, program, order, symbols):
        self.program, self.order, self.symbols, self.keys = program, order, symbols, {}

    def angle(self, value):
        if isinstance(value, (int, float)):
            return text_of(value)
        return text_of_sympy(value, self.symbols.input_of)

    def operation(self, operation, condition):
        import cirq

        if isinstance(operation.without_classical_controls(), cirq.CircuitOperation) or not cirq.is_measurement(operation):
            controlled = condition
            if operation.classical_controls:
                if condition:
                    raise Failure("%s stands under two conditions" % operation.untagged, "write one condition")
                controlled = self.condition(operation.classical_controls)
                if controlled is None:
                    return
                operation = operation.without_classical_controls()
            parts = cirq.decompose(operation, keep=self.has_gate, on_stuck_raise=None)
            for part in parts:
                self.part(part, controlled)
            return
        self.part(operation, condition)

    def part(self, part, condition):
        import cirq

        if part.classical_controls or isinstance(part.untagged, cirq.CircuitOperation):
            self.operation(part, condition)
        elif cirq.is_measurement(part):
            self.measurement(part, condition)
        elif not self.has_gate(part):
            self.stuck(part, condition)
        else:
            wires = [self.order[qubit] for qubit in part.qubits]
            for gate, angles, places in self.gates(part.gate):
                self.program.gate(gate, [self.angle(angle) for angle in angles], [wires[place] for place in places], condition)

    def stuck(self, part, condition):
        """What Cirq does not decompose: a control by 0 is one by 1 between two X."""
        import cirq

        if isinstance(part.gate, cirq.GlobalPhaseGate) and not part.qubits:
            return
        if isinstance(part.gate, cirq.ResetChannel):
            self.program.note("reset q[%d];" % self.order[part.qubits[0]], condition)
            return
        untagged = part.untagged
        if isinstance(untagged, cirq.ControlledOperation) and isinstance(untagged.control_values, cirq.ProductOfSums):
            values = [set(value) for value in untagged.control_values]
            flipped = [qubit for qubit, value in zip(untagged.controls, values) if value == {0}]
            if flipped and all(len(value) == 1 for value in values):
                inner = untagged.sub_operation.controlled_by(*untagged.controls)
                for step in (*map(cirq.X, flipped), inner, *map(cirq.X, flipped)):
                    self.operation(step, condition)
                return
        if not cirq.has_unitary(part) and not cirq.is_parameterized(part):
            raise Failure("%s is noise or a channel and cannot be exported" % str(part)[:100],
                          "leave noise out of the circuit and say it in the suite: noise: heron-r2")
        raise Failure("%s cannot be decomposed into gates" % str(part)[:100], "use gates that Cirq decomposes")

    def measurement(self, operation, condition):
        import cirq

        gate = operation.gate
        if not isinstance(gate, cirq.MeasurementGate):
            for part in cirq.decompose_once(operation):
                self.operation(part, condition)
            return
        if condition or operation.classical_controls:
            raise Failure("a measurement stands under a condition", "measure always, and let gates depend on the result")
        key = str(gate.mkey)
        if gate.confusion_map:
            raise Failure("the measurement '%s' has a confusion map" % key, "say readout errors in the suite: noise: {readout: 0.01}")
        if key in self.keys:
            raise Failure("the key '%s' is measured twice" % key, "give each measurement a key of its own")
        register = self.program.register("m_" + identifier(key), len(operation.qubits))
        self.keys[key] = (register, len(operation.qubits))
        inverted = gate.full_invert_mask()
        for index, qubit in enumerate(operation.qubits):
            wire = self.order[qubit]
            if inverted[index]:
                self.program.gate("x", [], [wire])
            self.program.measure(wire, register, index)
            if inverted[index]:
                self.program.gate("x", [], [wire])

    def condition(self, controls):
        """The text of conditions, from what Cirq itself makes of every value of the bits."""
        import cirq

        bits, held = [], []
        for control in sorted(controls, key=str):
            for key in control.keys:
                if str(key) not in self.keys:
                    raise Failure("a condition asks for '%s', which was not measured before" % key, "measure it first")
                if str(key) not in [name for name, _ in held]:
                    register, size = self.keys[str(key)]
                    held.append((str(key), size))
                    bits += ["%s[%d]" % (register, index) for index in range(size)]

        def holds(values):
            store, at = cirq.ClassicalDataDictionaryStore(), 0
            for name, size in held:
                store.record_measurement(cirq.MeasurementKey.parse_serialized(name), values[at:at + size],
                                         cirq.LineQubit.range(size))
                at += size
            return all(control.resolve(store) for control in controls)

        return any_of(bits, holds)

    def has_gate(self, operation):
        import cirq

        if operation.classical_controls or isinstance(operation.untagged, cirq.CircuitOperation):
            return operation.classical_controls != frozenset()
        return cirq.is_measurement(operation) or self.gates(operation.gate) is not None

    @staticmethod
    def gates(gate):
        """[(name, angles, places)] up to a global phase; None where Cirq shall decompose."""
        import cirq

        whole = getattr(gate, "exponent", None) == 1
        named = {cirq.XPowGate: "x", cirq.YPowGate: "y", cirq.ZPowGate: "z", cirq.HPowGate: "h"}
        for kind, name in named.items():
            if isinstance(gate, kind):
                if whole and gate.dimension == 2 if kind is not cirq.HPowGate else whole:
                    return [(name, [], [0])]
                return [("r" + name, [turn(gate.exponent)], [0])] if name != "h" else None
        if isinstance(gate, cirq.PhasedXPowGate):
            phase = turn(gate.phase_exponent)
            return [("rz", [-phase], [0]), ("rx", [turn(gate.exponent)], [0]), ("rz", [phase], [0])]
        if isinstance(gate, cirq.CZPowGate) and gate.global_shift == 0:
            return [("cz", [], [0, 1])] if whole else [("cp", [turn(gate.exponent)], [0, 1])]
        if isinstance(gate, cirq.CXPowGate) and gate.global_shift == 0:
            return [("cx", [], [0, 1])] if whole else [
                ("h", [], [1]), ("cp", [turn(gate.exponent)], [0, 1]), ("h", [], [1])]
        if isinstance(gate, cirq.ZZPowGate):
            return [("rzz", [turn(gate.exponent)], [0, 1])]
        if isinstance(gate, cirq.XXPowGate):
            return [("rxx", [turn(gate.exponent)], [0, 1])]
        if isinstance(gate, cirq.YYPowGate):
            return [("ryy", [turn(gate.exponent)], [0, 1])]
        if isinstance(gate, cirq.ISwapPowGate) and gate.global_shift == 0:
            return [("iswap", [], [0, 1])] if whole else [("xy", [turn(gate.exponent)], [0, 1])]
        if isinstance(gate, cirq.SwapPowGate) and whole:
            return [("swap", [], [0, 1])]
        if isinstance(gate, cirq.CCXPowGate) and whole:
            return [("ccx", [], [0, 1, 2])]
        if isinstance(gate, cirq.CSwapGate):
            return [("cswap", [], [0, 1, 2])]
        return None
