"""Exports a circuit from a Python file as OpenQASM 3 with named parameters, or an observable as Pauli strings. Runs in the
user's own environment.

The engine sends the modules of this package as the first line of standard input and the request as the second:
{"file", "name", "folder", "shapes": {argument: [sizes]}, "memory": bytes, "want": "circuit" or "observable",
"wires": [labels of the circuit's qubits, for an observable]}. One JSON object is the answer:
{"qasm", "groups": {name: {"shape": [...], "inputs": [...]}}, "wires", "observables", "facts"}, {"observables", "facts"}
or {"error", "advice", "line"}. An observable is {"what", "terms": {"X0 Z1": number}} or {"what", "reason"}.
"""

import difflib
import importlib.util
import inspect
import json
import os
import sys
import traceback

from qmlops_exporter import braket_circuits, cirq_circuits, pennylane_circuits, qiskit_circuits
from qmlops_exporter.angles import Failure

FRAMEWORKS = {
    "pennylane": pennylane_circuits,
    "qiskit": qiskit_circuits,
    "cirq": cirq_circuits,
    "braket": braket_circuits,
}

EXPECTED = "a PennyLane QNode or tape, a Qiskit QuantumCircuit, a Cirq Circuit or a Braket Circuit is expected"


def load(path, folder):
    sys.path.insert(0, folder)
    sys.argv = [path]
    specification = importlib.util.spec_from_file_location("qmlops_subject", path)
    module = importlib.util.module_from_spec(specification)
    sys.modules["qmlops_subject"] = module
    try:
        specification.loader.exec_module(module)
    except ModuleNotFoundError as problem:
        raise Failure("module '%s' is not installed in %s" % (problem.name, sys.executable),
                      "name the Python environment of the project with QMLOPS_PYTHON", line_in(path, problem))
    return module


def line_in(path, problem):
    """The last line of the user's file that the exception passed through; for bad syntax its own line."""
    if isinstance(problem, SyntaxError) and problem.filename == path:
        return problem.lineno or 0
    if isinstance(problem, Failure) and problem.__cause__:
        problem = problem.__cause__
    lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == path]
    return lines[-1] if lines else 0


def find(module, name):
    """The object of a name, which may lead over attributes: `model.circuit`."""
    found, path = module, []
    for part in name.split("."):
        if not hasattr(found, part):
            close = difflib.get_close_matches(part, [n for n in dir(found) if not n.startswith("_")], 1)
            raise Failure("there is no object '%s' in %s" % (part, "'%s'" % ".".join(path) if path else "the file"),
                          "did you mean '%s'?" % ".".join(path + close) if close else "")
        found = getattr(found, part)
        path.append(part)
    return found


def framework_of(found, question):
    """The framework whose `accepts` or `is_observable` says yes to a class of the object; None for no framework."""
    for kind in type(found).__mro__:
        framework = FRAMEWORKS.get(kind.__module__.split(".")[0])
        if framework and getattr(framework, question)(kind):
            return framework
    return None


def made(found, name):
    """What a function without arguments returns; everything else as it is."""
    if not inspect.isfunction(found):
        return found
    parameters = inspect.signature(found).parameters.values()
    if any(p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
        raise Failure("'%s' is a function with arguments" % name,
                      "name a circuit, a QNode, or a function without arguments that returns one")
    return found()


def export_object(found, name, shapes):
    """The circuit of an object of a framework."""
    framework = framework_of(found, "accepts")
    if framework is None:
        inside = [part for part in ("qnode", "circuit") if framework_of(getattr(found, part, None), "accepts")]
        raise Failure("'%s' is a %s" % (name, type(found).__name__),
                      "did you mean '%s.%s'?" % (name, inside[0]) if inside else EXPECTED)
    return framework.export(found, name, shapes)


def observable_of(found, name, shapes, wires):
    """The one observable of an object: an operator, or what a circuit returns the expectation value of."""
    labels = {label: place for place, label in enumerate(wires)} if wires else None
    framework = framework_of(found, "is_observable")
    if framework is not None and framework_of(found, "accepts") is None:
        return framework.observable(found, labels)
    # the suite binds the arguments of the circuit under test, which may be another
    arguments = inspect.signature(found.func).parameters if hasattr(found, "func") else ()
    circuit = export_object(found, name, {argument: shape for argument, shape in shapes.items() if argument in arguments})
    if wires and wires != circuit["wires"]:
        raise Failure("'%s' has the qubits %s, and the circuit under test has %s"
                      % (name, ", ".join(circuit["wires"])[:200], ", ".join(wires)[:200]),
                      "take the observable of a circuit with the same qubits")
    means = circuit["observables"]
    if len(means) != 1:
        what = "no expectation value" if not means else "%d expectation values" % len(means)
        raise Failure("'%s' returns %s, so that it names no observable" % (name, what),
                      "return one expectation value, or name an operator: qml.Hamiltonian, SparsePauliOp, PauliSum, Observable")
    if "reason" in means[0]:
        raise Failure("'%s' returns %s, which is no observable here" % (name, means[0]["what"]), means[0]["reason"])
    return means[0]


def export(request):
    name, shapes = request["name"], request["shapes"]
    found = made(find(load(request["file"], request["folder"]), name), name)
    if request.get("want") == "observable":
        return {"observables": [observable_of(found, name, shapes, request.get("wires", []))], "facts": {}}
    return export_object(found, name, shapes)


def answer(request):
    path = request["file"]
    try:
        return export(request)
    except Failure as problem:
        return {"error": problem.message, "advice": problem.advice, "line": problem.line or line_in(path, problem)}
    except MemoryError as problem:
        gigabytes = request["memory"] / 2**30
        return {"error": "Python needed more than its %.1f GB of memory" % gigabytes, "line": line_in(path, problem),
                "advice": "build the circuit without computing at import"}
    except BaseException as problem:  # the user's code may raise anything, SystemExit included
        words = traceback.format_exception_only(type(problem), problem)[-1].strip()
        return {"error": "Python stopped with " + words[:500], "advice": "", "line": line_in(path, problem)}


def main():
    request = json.loads(sys.stdin.buffer.readline())
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    sys.stdout = sys.stderr
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (request["memory"], request["memory"]))
    except ImportError:
        pass  # no such limits on this system
    result = answer(request)
    out.write(json.dumps(result) + "\n")
    out.flush()
    # threads and exit handlers of the user's code must not hold up the answer
    os._exit(0)
