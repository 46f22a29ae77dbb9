"""Circuits and observables of Amazon Braket."""

import cmath
import math

from qmlops_exporter.angles import Failure, text_of, text_of_sympy
from qmlops_exporter.observables import paulis_of_matrix, terms_of
from qmlops_exporter.program import Program, Symbols

GATES = {
    "I": "id", "X": "x", "Y": "y", "Z": "z", "H": "h", "S": "s", "Si": "sdg", "T": "t", "Ti": "tdg", "V": "sx",
    "Vi": "inv @ sx", "Rx": "rx", "Ry": "ry", "Rz": "rz", "PhaseShift": "p", "U": "U", "CNot": "cx", "CY": "cy",
    "CZ": "cz", "CV": "ctrl @ sx", "Swap": "swap", "ISwap": "iswap", "PSwap": "pswap", "ECR": "ecr", "CCNot": "ccx",
    "CSwap": "cswap", "CPhaseShift": "cp", "CPhaseShift00": "cphaseshift00", "CPhaseShift01": "cphaseshift01",
    "CPhaseShift10": "cphaseshift10", "XX": "rxx", "YY": "ryy", "ZZ": "rzz", "XY": "xy", "PRx": "prx", "GPi": "gpi",
    "GPi2": "gpi2", "MS": "ms",
}


def accepts(kind):
    return kind.__name__ == "Circuit"


def is_observable(kind):
    return kind.__name__ == "Observable"


def export(circuit, name, shapes):
    from braket._sdk import __version__

    symbols = Symbols({parameter.name for parameter in circuit.parameters})
    groups = symbols.as_dictionary()
    for unknown in sorted(set(shapes) - set(groups)):
        raise Failure("'%s' has no parameter '%s'; it has: %s" % (name, unknown, ", ".join(groups) or "none"),
                      "use the names of its FreeParameters under `inputs`")
    order = {int(qubit): place for place, qubit in enumerate(sorted(circuit.qubits))}
    if not order:
        raise Failure("the circuit has no qubits", "give it gates")
    program = Program(symbols, len(order))
    write(circuit, program, order, symbols)
    labels = {str(qubit): place for qubit, place in order.items()}
    return {
        "qasm": program.text(), "groups": groups, "wires": list(labels),
        "observables": [means(result, labels) for result in circuit.result_types
                        if type(result).__name__ == "Expectation"],
        "facts": {"framework": "amazon-braket-sdk " + __version__, "wires": ", ".join(labels),
                  "measurement": ", ".join(str(result)[:200] for result in circuit.result_types)},
    }


def write(circuit, program, order, symbols):
    measured = [i for i in circuit.instructions if type(i.operator).__name__ == "Measure"]
    register = program.register("b", len(measured)) if measured else ""
    bit = 0
    for instruction in circuit.instructions:
        operator = instruction.operator
        kind = type(operator).__name__
        wires = [order[int(qubit)] for qubit in instruction.target]
        if kind == "Measure":
            program.measure(wires[0], register, bit)
            bit += 1
        elif kind == "Barrier":
            program.note("barrier %s;" % ", ".join("q[%d]" % wire for wire in wires or order.values()))
        elif kind == "GPhase" and not instruction.control:
            continue
        else:
            if kind == "Unitary" and (instruction.control or instruction.power != 1):
                raise Failure("the circuit has a controlled unitary matrix", "write it with gates")
            controls = [order[int(qubit)] for qubit in instruction.control]
            modifiers = "".join("ctrl @ " if state else "negctrl @ " for state in instruction.control_state)
            if instruction.power != 1:
                modifiers += "pow(%s) @ " % text_of(instruction.power)
            gate, angles = gate_of(operator, kind, symbols)
            program.gate(modifiers + gate, angles, controls + wires)


def gate_of(operator, kind, symbols):
    import braket.circuits as circuits

    if isinstance(operator, circuits.Noise):
        raise Failure("the circuit has the noise %s" % operator.name,
                      "leave noise out of the circuit and say it in the suite: noise: heron-r2")
    if isinstance(operator, circuits.CompilerDirective):
        raise Failure("the circuit has a verbatim box (%s)" % operator.name,
                      "test the circuit without the box: its gates are those of one device")
    if kind == "GPhase":
        return "gphase", [text_of(operator.angle)]
    if kind == "Unitary":
        return "U", euler(operator.to_matrix())
    if kind not in GATES:
        raise Failure("the circuit has a %s, which is no gate with a matrix that is known" % operator.name,
                      "use Braket's gates with angles")
    angles = [text_of_sympy(p.expression, symbols.input_of) if hasattr(p, "expression") else text_of(p)
              for p in getattr(operator, "parameters", [])]
    return GATES[kind], angles


def euler(matrix):
    """The angles of U for a matrix of one qubit, up to its phase."""
    if matrix.shape != (2, 2):
        raise Failure("the circuit has a unitary matrix of %d qubits" % round(math.log2(len(matrix))),
                      "write it with gates; matrices of one qubit are exported")
    phase = cmath.sqrt(matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0])
    low, high = cmath.phase(matrix[1, 0] / phase), cmath.phase(matrix[1, 1] / phase)
    theta = 2 * math.atan2(abs(matrix[1, 0]), abs(matrix[0, 0]))
    return [text_of(angle) for angle in (theta, high + low, high - low)]


def means(result, labels):
    what = str(result)[:200]
    try:
        return {"what": what, "terms": terms_of(paulis_of(result.observable, result.target), labels, what)}
    except Failure as problem:
        return {"what": what, "reason": problem.message}


def observable(found, labels):
    return {"what": str(found)[:200], "terms": terms_of(paulis_of(found, None), labels, "the observable " + str(found)[:100])}


def paulis_of(found, target):
    """Pauli strings with their qubits: those of the result type, or those that the observable carries."""
    kind = type(found).__name__
    if kind == "Sum":
        targets = target if isinstance(target, list) else [None] * len(found.summands)
        return [(factors, found.coefficient * coefficient) for part, where in zip(found.summands, targets)
                for factors, coefficient in paulis_of(part, where)]
    targets = list(target) if target else list(found.targets or [])
    if len(targets) != found.qubit_count:
        raise Failure("the observable %s does not say on which qubits it is" % found, "give them: Observable.Z(0)")
    qubits = [int(qubit) for qubit in targets]
    if kind == "TensorProduct":
        paulis, at = [({}, found.coefficient)], 0
        for factor in found.factors:
            span = qubits[at:at + factor.qubit_count]
            at += factor.qubit_count
            paulis = [({**left, **right}, a * b) for left, a in paulis for right, b in paulis_of(factor, span)]
        return paulis
    if kind in ("X", "Y", "Z", "I"):
        return [(dict(zip(qubits, kind)), found.coefficient)]
    # the matrix has the coefficient in it
    return paulis_of_matrix(found.to_matrix(), qubits, str(found)[:100])
