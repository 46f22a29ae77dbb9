"""Circuits and operators of Qiskit."""

import re

from qmlops_exporter.angles import Failure
from qmlops_exporter.observables import terms_of
from qmlops_exporter.program import identifier, scalar

BASIS = ["id", "x", "y", "z", "h", "s", "sdg", "t", "tdg", "sx", "rx", "ry", "rz", "p", "u", "cx", "cy", "cz",
         "ch", "cp", "crx", "cry", "crz", "swap", "ccx", "cswap"]

KNOWN_FLOW = {"if_else", "for_loop", "measure", "reset", "barrier", "delay"}

REFUSED_FLOW = {
    "while_loop": "a loop whose length depends on results has no end that is known before it runs",
    "switch_case": "write it as conditions: circuit.if_test",
    "break_loop": "write the steps out",
    "continue_loop": "write the steps out",
    "store": "classical variables are not kept: use conditions on measured bits",
    "kraus": "leave noise out of the circuit and say it in the suite: noise: heron-r2",
    "superop": "leave noise out of the circuit and say it in the suite: noise: heron-r2",
}


def accepts(kind):
    return kind.__name__ == "QuantumCircuit"


def is_observable(kind):
    return kind.__name__ in ("SparsePauliOp", "Pauli", "PauliList", "SparseObservable")


def export(circuit, name, shapes):
    import qiskit
    from qiskit import qasm3, transpile

    refuse_flow(circuit)
    groups, names = parameters_of(circuit)
    for unknown in sorted(set(shapes) - set(groups)):
        raise Failure("'%s' has no parameter '%s'; it has: %s" % (name, unknown, ", ".join(groups) or "none"),
                      "use the names of its parameters under `inputs`")
    try:
        written = transpile(circuit, basis_gates=BASIS, optimization_level=0)
    except Exception as problem:
        raise Failure("the circuit cannot be written in gates: %s" % str(problem).strip("'\"")[:300],
                      "use gates, measurements, resets and conditions") from problem
    written = written.assign_parameters(names)
    written.global_phase = 0
    text = re.sub(r"^input (float|angle)\[64\] ", "input float ", qasm3.dumps(written), flags=re.MULTILINE)
    declared = "\n".join("input float %s;" % name for group in groups.values() for name in group["inputs"])
    lines = [line for line in text.splitlines() if not line.startswith("input float ")]
    place = next(i for i, line in enumerate(lines) if line.startswith("include")) + 1
    if declared:
        lines.insert(place, declared)
    return {"qasm": "\n".join(lines) + "\n", "groups": groups, "wires": [str(i) for i in range(circuit.num_qubits)],
            "observables": [], "facts": {"framework": "qiskit " + qiskit.__version__}}


def parameters_of(circuit):
    from qiskit.circuit import Parameter, ParameterVectorElement

    groups, names, taken = {}, {}, set()
    for parameter in circuit.parameters:
        element = isinstance(parameter, ParameterVectorElement)
        name = identifier(parameter.vector.name if element else parameter.name)
        if element:
            length = len(parameter.vector)
            groups[name] = {"shape": [length], "inputs": ["%s_%d" % (name, i) for i in range(length)]}
            new = "%s_%d" % (name, parameter.index)
        else:
            new = scalar(name)
            groups[name] = {"shape": [], "inputs": [new]}
        if new in taken:
            raise Failure("two parameters of the circuit are both written '%s'" % new, "give them other names")
        taken.add(new)
        names[parameter] = Parameter(new)
    return groups, names


def refuse_flow(circuit):
    """Names what no backend of the engine runs, before a library says it in its own words."""
    for instruction in circuit.data:
        operation = instruction.operation
        if operation.name in REFUSED_FLOW:
            raise Failure("the circuit has a %s" % operation.name, REFUSED_FLOW[operation.name])
        if operation.name.startswith(("save_", "set_")):
            raise Failure("the circuit has a %s, which is an instruction of a simulator" % operation.name,
                          "leave it out of the circuit that is tested")
        for block in getattr(operation, "blocks", ()):
            refuse_flow(block)
    variables = getattr(circuit, "num_vars", 0)
    if variables:
        raise Failure("the circuit has %d classical variables" % variables, "use conditions on measured bits")


def observable(found, labels):
    from qiskit.quantum_info import Pauli, SparsePauliOp

    if type(found).__name__ == "SparseObservable":
        found = SparsePauliOp.from_sparse_observable(found)
    if isinstance(found, Pauli) or type(found).__name__ == "PauliList":
        found = SparsePauliOp(found)
    paulis = [({len(label) - 1 - place: letter for place, letter in enumerate(label)}, coefficient)
              for label, coefficient in found.to_list()]
    what = "the observable " + str(found.paulis.to_labels()[:5])
    return {"what": what[:200], "terms": terms_of(paulis, labels, what[:100])}
