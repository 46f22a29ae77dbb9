"""Lays circuits out on Google's processors with Cirq and writes them as the Quantum Engine takes them.

A job:
  id       text, repeated in the answer
  device   the processor, for messages
  spec     its cirq.google.api.v2.DeviceSpecification, as JSON
  layout   the processor's qubit ("4_5") of each qubit; empty lets Cirq choose
  steps    [gate x, y or z, qubit, turn], ["cz", qubit, qubit], ["b", [qubits]]; a turn is in half turns, or the name of a symbol
  measure  [qubit, ...], read out together at the end; their keys are "q0", "q1", ... after the circuit's qubits
  symbols  {name: half turns} of the first run
The answer: {"id", "program": a cirq.google.api.v2.Program as JSON, "layout": {qubit: the processor's qubit at the beginning},
"gates", "twoQubit", "depth", "qasm": OpenQASM 3 of the first run, "facts": versions}.

A gate on one qubit is merged with those before and behind it, but not across a barrier. No gate on two qubits is ever removed, so that circuits that were
lengthened on purpose stay so.
"""

from protocol import Refused, serve, versions

VERSIONS = versions({"cirq-core": "cirq", "cirq-google": "cirq_google"})

import cirq
import cirq_google
import networkx
import sympy
from cirq_google.api import v2
from google.protobuf import json_format

TURNS = {"x": cirq.X, "y": cirq.Y, "z": cirq.Z}
FENCE = "fence"


def fence(qubits):
    """What no gate is merged across; taken out at the end."""
    return [cirq.I(qubit).with_tags(FENCE) for qubit in qubits]


def circuit(job):
    line = cirq.LineQubit
    steps = []
    for step in job["steps"]:
        if step[0] == "cz":
            steps.append(cirq.CZ(line(step[1]), line(step[2])))
        elif step[0] == "b":
            steps.extend(fence(map(line, step[1])))
        else:
            turn = sympy.Symbol(step[2]) if isinstance(step[2], str) else step[2]
            steps.append((TURNS[step[0]] ** turn)(line(step[1])))
    return cirq.Circuit(steps, fence(map(line, job["measure"])))


def processor(job):
    spec = json_format.ParseDict(job["spec"], v2.device_pb2.DeviceSpecification(), ignore_unknown_fields=True)
    return cirq_google.GridDevice.from_proto(spec)


def placed(job, device, plain):
    """The circuit on qubits of the processor, with swaps where it needs them, and where each qubit begins and ends."""
    graph = device.metadata.nx_graph
    given = None
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    if job["layout"]:
        given = {}
        for qubit in sorted(plain.all_qubits()):
            if qubit.x >= len(job["layout"]):
                raise Refused(f"the option 'layout' names {len(job['layout'])} qubits; the circuit has more")
            place = v2.grid_qubit_from_proto_id(job["layout"][qubit.x])
            if place not in graph:
                raise Refused(f"{job['device']} has no qubit {job['layout'][qubit.x]} that works now")
            given[qubit] = place
        parts = [part for part in parts if not set(given.values()) - part]
        if not parts:
            raise Refused("the qubits of the option 'layout' are not connected with each other: name others")
    width = len(plain.all_qubits())
    if not parts or len(parts[0]) < width:
        raise Refused(
            f"the circuit uses {width} qubits; {job['device']} has {len(parts[0]) if parts else 0} that are connected with each"
            " other now: use fewer, or another processor"
        )
    router = cirq.RouteCQC(graph.subgraph(parts[0]))
    mapper = cirq.HardCodedInitialMapper(given) if given else None
    try:
        routed, begin, moved = router.route_circuit(plain, initial_mapper=mapper, tag_inserted_swaps=True)
    except ValueError as problem:
        raise Refused(f"Cirq finds no place for the circuit on {job['device']}: {problem}; name one by the option 'layout'")
    return routed, begin, {qubit: moved.get(place, place) for qubit, place in begin.items()}


def native(operation, _):
    """Swaps in gates of the processor."""
    if operation.gate != cirq.SWAP:
        return operation
    a, b = operation.qubits
    swap = []
    for control, target in ((a, b), (b, a), (a, b)):
        swap += [(cirq.Y**-0.5)(target), cirq.CZ(control, target), (cirq.Y**0.5)(target)]
    return swap


def compiled(routed):
    context = cirq.TransformerContext(tags_to_ignore=(FENCE,))
    swapped = cirq.Circuit(cirq.map_operations_and_unroll(routed, native).all_operations())
    merged = cirq.merge_single_qubit_gates_to_phxz(swapped, context=context)
    # Fences, and what gates that undo each other were merged to.
    plain = cirq.Circuit(op for op in merged.all_operations() if not isinstance(op.gate, cirq.IdentityGate))
    return cirq.stratified_circuit(plain, categories=[lambda op: cirq.num_qubits(op) == 1, lambda op: cirq.num_qubits(op) == 2])


def answer(job):
    device = processor(job)
    routed, begin, end = placed(job, device, circuit(job))
    native_circuit = compiled(routed)
    measured = cirq.Moment(cirq.measure(end[cirq.LineQubit(q)], key=f"q{q}") for q in job["measure"])
    whole = native_circuit + cirq.Circuit(measured)
    try:
        device.validate_circuit(whole)
    except ValueError as problem:
        raise Refused(f"{job['device']} does not run the compiled circuit: {problem}")
    operations = list(native_circuit.all_operations())
    return {
        "program": json_format.MessageToDict(cirq_google.CIRCUIT_SERIALIZER.serialize(whole)),
        "layout": {str(qubit.x): v2.qubit_to_proto_id(place) for qubit, place in sorted(begin.items())},
        "gates": len(operations),
        "twoQubit": sum(len(operation.qubits) == 2 for operation in operations),
        "depth": len(cirq.Circuit(operations)),
        "qasm": cirq.resolve_parameters(whole, job["symbols"]).to_qasm(header="", version="3.0"),
        "facts": VERSIONS,
    }


serve(VERSIONS, answer)
