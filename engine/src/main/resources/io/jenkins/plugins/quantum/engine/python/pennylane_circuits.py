"""QNodes, tapes and operators of PennyLane."""

import inspect
import traceback

from qmlops_exporter.angles import Failure, Traced, placeholder, text_of
from qmlops_exporter.observables import MOST_WIRES, paulis_of_matrix, terms_of
from qmlops_exporter.program import Groups, Program, any_of

GATES = {
    "PauliX": "x", "PauliY": "y", "PauliZ": "z", "Hadamard": "h", "S": "s", "T": "t", "SX": "sx",
    "Adjoint(S)": "sdg", "Adjoint(T)": "tdg", "Adjoint(SX)": "inv @ sx",
    "RX": "rx", "RY": "ry", "RZ": "rz", "PhaseShift": "p", "U1": "p", "U3": "U",
    "CNOT": "cx", "CY": "cy", "CZ": "cz", "CH": "ch", "SWAP": "swap", "Toffoli": "ccx", "CSWAP": "cswap",
    "CRX": "crx", "CRY": "cry", "CRZ": "crz", "ControlledPhaseShift": "cp", "CPhase": "cp",
}

TAKES_VALUES = {
    "AmplitudeEmbedding", "StatePrep", "MottonenStatePreparation", "MPSPrep", "Superposition", "BasisEmbedding",
    "BasisState", "QubitUnitary", "DiagonalQubitUnitary", "ControlledQubitUnitary", "BlockEncode",
}
"""Operations of amplitudes, bits or matrices."""

DEEPEST = 50
"""Decompositions within decompositions."""


def accepts(kind):
    return kind.__name__ in ("QNode", "QuantumScript")


def is_observable(kind):
    return kind.__name__ in ("Operator", "PauliSentence", "PauliWord")


def export(found, name, shapes):
    import pennylane as qml

    groups = Groups()
    if isinstance(found, qml.tape.QuantumScript):
        tape, wires = found, found.wires
    else:
        tape = taped(found, traced_arguments(found.func, shapes, groups, name))
        wires = found.device.wires or tape.wires
    order = {wire: place for place, wire in enumerate(wires)}
    for wire in tape.wires:
        order.setdefault(wire, len(order))
    written = Program(groups, len(order))
    final = written.register("c", len(order))
    Writer(written, order, tape.operations).write(tape.operations)
    written.note("%s = measure q;" % final)
    labels = {str(wire): place for wire, place in order.items()}
    return {
        "qasm": written.text(),
        "groups": groups.as_dictionary(),
        "wires": list(labels),
        "observables": [means(m, labels) for m in tape.measurements if type(m).__name__ == "ExpectationMP"],
        "facts": {
            "framework": "pennylane " + qml.__version__,
            "measurement": ", ".join(describe(m) for m in tape.measurements),
            "wires": ", ".join(labels),
        },
    }


def taped(found, arguments):
    import pennylane as qml

    try:
        return qml.workflow.construct_tape(found, level="user")(**arguments)
    except Failure:
        raise
    except Exception as problem:
        if isinstance(problem, TypeError) and "'%s'" % Traced.__name__ in str(problem):
            raise Failure("an argument of the circuit is used as something else than an angle",
                          "parameters may only be angles; an observable must be fixed") from problem
        refuse_unknown_values(problem, qml.operation.Operator)
        raise


def observable(found, labels):
    """The Pauli terms of an operator over the wires of a circuit (None: wires are qubits)."""
    return {"what": str(found)[:200], "terms": terms_of(paulis_of(found), labels, "the observable " + str(found)[:100])}


def means(measurement, labels):
    """The observable of an expectation value, or why there is none."""
    what = describe(measurement)
    if measurement.obs is None:
        return {"what": what, "reason": "it is the mean of a measurement in mid-circuit"}
    try:
        return {"what": what, "terms": terms_of(paulis_of(measurement.obs), labels, what)}
    except Failure as problem:
        return {"what": what, "reason": problem.message}


def paulis_of(operator):
    import pennylane as qml

    if isinstance(operator, qml.pauli.PauliWord):
        operator = qml.pauli.PauliSentence({operator: 1.0})
    sentence = operator if isinstance(operator, qml.pauli.PauliSentence) else operator.pauli_rep
    if sentence is not None:
        return [(dict(word), coefficient) for word, coefficient in sentence.items()]
    what = str(operator)[:100]
    if len(operator.wires) > MOST_WIRES or not operator.has_matrix:
        raise Failure("%s is no sum of Pauli words" % what, "write it with qml.X, qml.Y, qml.Z and qml.Hamiltonian")
    return paulis_of_matrix(qml.matrix(operator), list(operator.wires), what)


def unknown_values(operation):
    return Failure("the operation %s needs the values of its arguments, which are not known when a circuit is exported"
                   % operation,
                   "arguments of the circuit may only be angles: use an embedding of angles, such as AngleEmbedding, "
                   "or give the operation fixed numbers")


def refuse_unknown_values(problem, operator):
    """Says which operation asked a stand-in for its value, where that is what went wrong: otherwise the words would be
    those of the library that it passed the stand-in to."""
    for frame, _ in traceback.walk_tb(problem.__traceback__):
        # some operations check their arguments before there is an object
        subject = frame.f_locals.get("self", frame.f_locals.get("cls"))
        kind = subject if isinstance(subject, type) else type(subject)
        if issubclass(kind, operator):
            name = kind.__name__
            if Traced.__name__ in str(problem) or name in TAKES_VALUES and holds_stand_in(frame.f_locals.values()):
                raise unknown_values(name) from problem


def holds_stand_in(values):
    import numpy

    return any(isinstance(element, Traced)
               for value in values if isinstance(value, (Traced, numpy.ndarray, list, tuple))
               for element in numpy.asarray(value, dtype=object).flat)


def describe(measurement):
    kind = type(measurement).__name__.replace("MP", "").lower()
    of = measurement.obs if measurement.obs is not None else list(measurement.wires)
    return ("%s(%s)" % (kind, of))[:200]


def traced_arguments(function, shapes, groups, name):
    import numpy

    arguments = {}
    parameters = inspect.signature(function).parameters
    for unknown in sorted(set(shapes) - set(parameters)):
        raise Failure("'%s' has no argument '%s'; it has: %s" % (name, unknown, ", ".join(parameters) or "none"),
                      "use the names of its arguments under `inputs`")
    if next(iter(parameters), None) == "self" and "self" not in shapes:
        raise Failure("'%s' is a method, and a QNode made of a method is not bound to an object" % name,
                      "make it where the object is: self.circuit = qml.QNode(self.method, device) in __init__, "
                      "and name the attribute of an object of the file, such as model.circuit")
    for argument, parameter in parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if argument in shapes:
            shape = shapes[argument]
            groups.shapes[argument] = shape
            array = numpy.empty(shape, dtype=object)
            for path in numpy.ndindex(*shape):
                array[path] = placeholder(argument, path)
            arguments[argument] = array if shape else array.item()
        elif parameter.default is parameter.empty:
            arguments[argument] = placeholder(argument, ())
    return arguments


class Writer:
    """Writes the operations of a tape."""

    def __init__(self, program, order, operations):
        self.program, self.order = program, order
        measured = [operation for operation in operations if is_measurement(operation)]
        self.register = program.register("mid", len(measured)) if measured else ""
        self.bits = {identity(operation): index for index, operation in enumerate(measured)}

    def write(self, operations):
        for operation in operations:
            self.operation(operation, "", (), 0)

    def operation(self, operation, condition, controls, depth):
        """controls: (qubit, value) of what controls it."""
        import pennylane as qml

        if depth > DEEPEST:
            raise Failure("operation %s decomposes without end" % operation.name, "use gates with angles")
        name = operation.name
        if name in ("Identity", "Snapshot") or name == "GlobalPhase" and not controls:
            return
        wires = [self.order[wire] for wire in operation.wires]
        if name in ("Barrier", "WireCut"):
            self.program.note("barrier %s;" % ", ".join("q[%d]" % wire for wire in wires or self.order.values()))
        elif name in GATES:
            self.gate(GATES[name], [text_of(angle) for angle in operation.parameters], wires, condition, controls)
        elif name == "GlobalPhase":
            self.gate("gphase", [text_of(-operation.parameters[0])], [], condition, controls)
        elif is_measurement(operation):
            self.measurement(operation, wires[0], condition)
        elif hasattr(operation, "meas_val"):
            self.conditional(operation, depth)
        elif isinstance(operation, qml.ops.Controlled) and holds_stand_in(operation.parameters):
            # PennyLane decomposes it by the numbers of its matrix, which are not known
            more = [(self.order[wire], bool(value)) for wire, value in zip(operation.control_wires, operation.control_values)]
            self.operation(operation.base, condition, (*controls, *more), depth + 1)
        else:
            for part in self.parts(operation):
                self.operation(part, condition, controls, depth + 1)

    def gate(self, gate, angles, wires, condition, controls):
        modifiers = "".join("ctrl @ " if value else "negctrl @ " for _, value in controls)
        self.program.gate(modifiers + gate, angles, [wire for wire, _ in controls] + wires, condition)

    def measurement(self, operation, wire, condition):
        if condition:
            raise Failure("a measurement stands under a condition", "measure always, and let gates depend on the result")
        if operation.postselect is not None:
            raise Failure("a measurement in mid-circuit keeps only one of its results (postselect)",
                          "leave it out: a device cannot choose its results")
        self.program.measure(wire, self.register, self.bits[identity(operation)])
        if operation.reset:
            self.program.note("reset q[%d];" % wire)

    def conditional(self, operation, depth):
        value = operation.meas_val
        unknown = [m for m in value.measurements if identity(m) not in self.bits]
        if unknown:
            raise Failure("a condition depends on a measurement that is not part of the circuit")
        held = dict(value.items())
        bits = ["%s[%d]" % (self.register, self.bits[identity(m)]) for m in value.measurements]
        condition = any_of(bits, lambda values: bool(held[values]))
        if condition is not None:
            self.operation(operation.base, condition, (), depth + 1)

    def parts(self, operation):
        import pennylane as qml

        name = operation.name
        if isinstance(operation, qml.operation.Channel):
            raise Failure("the noise channel %s cannot be exported" % name,
                          "leave noise out of the circuit and say it in the suite: noise: heron-r2")
        try:
            return operation.decomposition()
        except Exception as problem:
            if name in TAKES_VALUES and holds_stand_in(operation.parameters):
                raise unknown_values(name) from problem
            if isinstance(problem, Failure):
                raise
            raise Failure("operation %s cannot be decomposed into gates (%s)" % (name, type(problem).__name__),
                          "use gates with angles") from problem


def is_measurement(operation):
    return type(operation).__name__ in ("MidMeasure", "MidMeasureMP")


def identity(measurement):
    return getattr(measurement, "meas_uid", None) or measurement.id
