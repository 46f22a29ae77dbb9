"""Exports a circuit from a Python file as OpenQASM 3 with named parameters. Runs in the user's own environment.

The engine sends this program as the first line of standard input and the request as the second:
{"file", "name", "folder", "shapes": {argument: [sizes]}, "memory": bytes}. One JSON object is the answer:
{"qasm", "groups": {name: {"shape": [...], "inputs": [...]}}, "facts"} or {"error", "advice", "line"}.
"""

import importlib.util
import inspect
import json
import math
import os
import re
import sys
import traceback

MOST_TEXT = 20_000
"""Characters of one angle."""

MOST_GATES = 1_000_000

PLACE = re.compile(r"@(\w+):([\d,]*)@")


class Failure(Exception):
    """What the user reads."""

    def __init__(self, message, advice="", line=0):
        super().__init__(message)
        self.message, self.advice, self.line = message, advice, line


# ---- angles as text -------------------------------------------------------------------------------------------------


class Traced:
    """A number that is not known yet: arithmetic on it builds the text of an OpenQASM 3 expression. As an argument of
    unknown shape it can be indexed; what is indexed tells the shape."""

    __slots__ = ("text", "root")
    __array_priority__ = 1000
    shape = ()
    ndim = 0
    size = 1
    dtype = "float64"

    def __init__(self, text, root=None):
        if len(text) > MOST_TEXT:
            raise Failure("an angle grows beyond %d characters" % MOST_TEXT, "simplify the angles of the circuit")
        self.text, self.root = text, root

    def binary(self, other, operator, swapped=False):
        if hasattr(other, "dtype") and getattr(other, "shape", ()) != ():
            return NotImplemented
        a, b = self.text, text_of(other)
        return Traced("(%s %s %s)" % ((b, operator, a) if swapped else (a, operator, b)))

    def __add__(self, other):
        return self.binary(other, "+")

    def __radd__(self, other):
        return self.binary(other, "+", True)

    def __sub__(self, other):
        return self.binary(other, "-")

    def __rsub__(self, other):
        return self.binary(other, "-", True)

    def __mul__(self, other):
        return self.binary(other, "*")

    def __rmul__(self, other):
        return self.binary(other, "*", True)

    def __truediv__(self, other):
        return self.binary(other, "/")

    def __rtruediv__(self, other):
        return self.binary(other, "/", True)

    def __pow__(self, other):
        return self.binary(other, "**")

    def __rpow__(self, other):
        return self.binary(other, "**", True)

    def __neg__(self):
        return Traced("(-%s)" % self.text)

    def __pos__(self):
        return self

    def __getitem__(self, index):
        if self.root is None or not isinstance(index, int) or index < 0:
            raise Failure("the shape of an argument of the circuit is not known",
                          "bind it under `inputs`, so that its length is known")
        name, path = self.root
        return placeholder(name, path + (index,))

    def __iter__(self):
        raise Failure("the length of an argument of the circuit is not known",
                      "bind it under `inputs`, so that its length is known")

    __len__ = __iter__

    def refuse(self, *_, **__):
        raise Failure(
            "the circuit depends on the value of a parameter (comparison, rounding or conversion to a number)",
            "parameters may only be angles: use + - * / ** and sin, cos, tan, arcsin, arccos, arctan, exp, log, sqrt")

    __float__ = __int__ = __bool__ = __index__ = __complex__ = __round__ = __abs__ = refuse
    __lt__ = __le__ = __gt__ = __ge__ = __mod__ = __rmod__ = __floordiv__ = __rfloordiv__ = refuse
    item = tolist = refuse

    def __eq__(self, other):
        return isinstance(other, Traced) and self.text == other.text

    def __hash__(self):
        return hash(self.text)

    def __repr__(self):
        return PLACE.sub(r"\1[\2]", self.text)

    def reshape(self, *_):
        return self

    def __array__(self, *_, **__):
        import numpy

        array = numpy.empty((), dtype=object)
        array[()] = self
        return array

    def __array_ufunc__(self, ufunc, method, *inputs, **_):
        import numpy

        if any(isinstance(value, numpy.ndarray) and value.shape != () for value in inputs):
            arrays = [value if isinstance(value, numpy.ndarray) else value.__array__()
                      if isinstance(value, Traced) else numpy.asarray(value) for value in inputs]
            return ufunc(*arrays, dtype=object)
        inputs = [value.item() if isinstance(value, numpy.ndarray) else value for value in inputs]
        operators = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "true_divide": "/", "power": "**"}
        if method == "__call__" and ufunc.__name__ in operators:
            return Traced("(%s %s %s)" % (text_of(inputs[0]), operators[ufunc.__name__], text_of(inputs[1])))
        if method == "__call__" and ufunc.__name__ == "negative":
            return -self
        if method == "__call__" and ufunc.__name__ in FUNCTIONS:
            return getattr(self, ufunc.__name__)()
        return self.refuse()


# PennyLane's dispatcher chooses a library by the module of an argument's class
Traced.__module__ = "numpy"

FUNCTIONS = ["sin", "cos", "tan", "arcsin", "arccos", "arctan", "exp", "log", "sqrt"]

for function in FUNCTIONS:
    # numpy calls these methods on the elements of object arrays
    setattr(Traced, function, lambda self, name=function: Traced("%s(%s)" % (name, self.text)))


def placeholder(name, path):
    return Traced("@%s:%s@" % (name, ",".join(map(str, path))), (name, path))


def text_of(value):
    if isinstance(value, Traced):
        return value.text
    if hasattr(value, "shape") and value.shape == () and getattr(value, "dtype", None) == object:
        return text_of(value.item())
    number = complex(value)
    if number.imag != 0 or not math.isfinite(number.real):
        raise Failure("an angle is not a finite real number: %s" % value)
    text = repr(number.real)
    return "(%s)" % text if text.startswith("-") else text


# ---- writing --------------------------------------------------------------------------------------------------------


class Groups:
    """Parameters by argument; inputs are numbered row by row."""

    def __init__(self):
        self.shapes = {}

    def note(self, text):
        """The shape of arguments of unknown length, from what was indexed."""
        for name, path in PLACE.findall(text):
            sizes = [int(i) + 1 for i in path.split(",") if i]
            known = self.shapes.setdefault(name, sizes)
            if len(known) != len(sizes):
                raise Failure("argument '%s' is indexed in different depths" % name, "bind it under `inputs`")
            self.shapes[name] = [max(a, b) for a, b in zip(known, sizes)]

    def input_name(self, match):
        name, path = match.group(1), [int(i) for i in match.group(2).split(",") if i]
        if not path:
            return scalar(name)
        flat = 0
        for size, index in zip(self.shapes[name], path):
            flat = flat * size + index
        return "%s_%d" % (name, flat)

    def as_dictionary(self):
        return {
            name: {"shape": shape, "inputs": ["%s_%d" % (name, i) for i in range(math.prod(shape))] if shape else [scalar(name)]}
            for name, shape in self.shapes.items()
        }


RESERVED = set(
    "x y z h s t p q c sx rx ry rz id u u1 u2 u3 U gphase cx cy cz ch cp crx cry crz swap ccx cswap cu CX phase cphase "
    "sdg tdg input output qubit bit float angle int uint bool complex const let def gate measure reset barrier if else "
    "for while in end return include pragma box delay duration stretch array extern cal defcal opaque creg qreg inv "
    "ctrl negctrl pow pi tau euler sin cos tan arcsin arccos arctan exp log sqrt mod floor ceiling popcount".split()
)


def scalar(name):
    """The input of a group that is a single number."""
    return name + "_0" if name in RESERVED else name


def program(groups, qubits, gates, measured):
    lines = ["OPENQASM 3.0;", 'include "stdgates.inc";']
    for group in groups.as_dictionary().values():
        lines += ["input float %s;" % name for name in group["inputs"]]
    lines.append("qubit[%d] q;" % qubits)
    if measured:
        lines.append("bit[%d] c;" % qubits)
    for gate, angles, wires in gates:
        head = gate
        if angles:
            head += "(%s)" % ", ".join(PLACE.sub(groups.input_name, strip(angle)) for angle in angles)
        lines.append("%s %s;" % (head, ", ".join("q[%d]" % wire for wire in wires)))
    if measured:
        lines.append("c = measure q;")
    return "\n".join(lines) + "\n"


def strip(text):
    """Without the outermost brackets, where they belong together."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depth = 0
    for index, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and index < len(text) - 1:
            return text
    return text[1:-1]


# ---- PennyLane ------------------------------------------------------------------------------------------------------

PENNYLANE = {
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


def export_pennylane(found, name, shapes):
    import pennylane as qml

    groups = Groups()
    if isinstance(found, qml.tape.QuantumScript):
        tape, wires = found, found.wires
    else:
        arguments = traced_arguments(found.func, shapes, groups, name)
        try:
            tape = qml.workflow.construct_tape(found, level="user")(**arguments)
        except Failure:
            raise
        except Exception as problem:
            refuse_unknown_values(problem, qml.operation.Operator)
            raise
        wires = found.device.wires or tape.wires
    order = {wire: place for place, wire in enumerate(wires)}
    for wire in tape.wires:
        order.setdefault(wire, len(order))
    gates = []
    for operation in tape.operations:
        write_operation(operation, order, gates, 0)
    for _, angles, _ in gates:
        for angle in angles:
            groups.note(angle)
    facts = {
        "framework": "pennylane " + qml.__version__,
        "measurement": ", ".join(describe(m) for m in tape.measurements),
        "wires": ", ".join(str(wire) for wire in order),
    }
    return {"qasm": program(groups, len(order), gates, True), "groups": groups.as_dictionary(), "facts": facts}


def unknown_values(operation):
    return Failure("the operation %s needs the values of its arguments, which are not known when a circuit is exported"
                   % operation,
                   "arguments of the circuit may only be angles: use an embedding of angles, such as AngleEmbedding, "
                   "or give the operation fixed numbers")


def refuse_unknown_values(problem, operator):
    """Says which operation asked a stand-in for its value, where that is what went wrong: otherwise the words would be
    those of the library that it passed the stand-in to."""
    for frame, _ in traceback.walk_tb(problem.__traceback__):
        operation = frame.f_locals.get("self")
        if frame.f_code.co_name == "__init__" and isinstance(operation, operator):
            name = type(operation).__name__
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


def write_operation(operation, order, gates, depth):
    if len(gates) > MOST_GATES or depth > 50:
        raise Failure("the circuit has more than %d gates" % MOST_GATES)
    name = operation.name
    if name in ("Identity", "GlobalPhase"):
        return
    wires = [order[wire] for wire in operation.wires]
    if name in ("Barrier", "WireCut"):
        gates.append(("barrier", [], wires or list(order.values())))
        return
    if name in PENNYLANE:
        gates.append((PENNYLANE[name], [text_of(angle) for angle in operation.parameters], wires))
        return
    if name.startswith(("MidMeasure", "Conditional")) or hasattr(operation, "meas_val"):
        raise Failure("measurement in mid-circuit cannot be exported from PennyLane yet",
                      "write the circuit with Qiskit or as OpenQASM")
    try:
        parts = operation.decomposition()
    except Exception as problem:
        if name in TAKES_VALUES and holds_stand_in(operation.parameters):
            raise unknown_values(name) from problem
        if isinstance(problem, Failure):
            raise
        raise Failure("operation %s cannot be decomposed into gates (%s)" % (name, type(problem).__name__),
                      "use gates with angles")
    for part in parts:
        write_operation(part, order, gates, depth + 1)


# ---- Qiskit ---------------------------------------------------------------------------------------------------------

QISKIT_BASIS = ["id", "x", "y", "z", "h", "s", "sdg", "t", "tdg", "sx", "rx", "ry", "rz", "p", "u", "cx", "cy", "cz",
                "ch", "cp", "crx", "cry", "crz", "swap", "ccx", "cswap"]


def export_qiskit(circuit):
    import qiskit
    from qiskit import qasm3, transpile
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
    written = transpile(circuit, basis_gates=QISKIT_BASIS, optimization_level=0)
    written = written.assign_parameters(names)
    written.global_phase = 0
    text = re.sub(r"^input (float|angle)\[64\] ", "input float ", qasm3.dumps(written), flags=re.MULTILINE)
    declared = "\n".join("input float %s;" % name for group in groups.values() for name in group["inputs"])
    lines = [line for line in text.splitlines() if not line.startswith("input float ")]
    place = next(i for i, line in enumerate(lines) if line.startswith("include")) + 1
    if declared:
        lines.insert(place, declared)
    return {"qasm": "\n".join(lines) + "\n", "groups": groups, "facts": {"framework": "qiskit " + qiskit.__version__}}


def identifier(name):
    plain = re.sub(r"\W", "_", name, flags=re.ASCII)
    greek = {"\u03b8": "theta", "\u03c6": "phi", "\u03bb": "lambda_", "\u03b3": "gamma", "\u03b2": "beta", "\u03b1": "alpha", "\u03c0": "pi_"}
    if plain.strip("_") == "":
        plain = "_".join(greek.get(letter, "p%d" % ord(letter)) for letter in name)
    return plain if not plain[0].isdigit() else "p" + plain


# ---- the user's file ------------------------------------------------------------------------------------------------


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
            import difflib

            close = difflib.get_close_matches(part, [n for n in dir(found) if not n.startswith("_")], 1)
            raise Failure("there is no object '%s' in %s" % (part, "'%s'" % ".".join(path) if path else "the file"),
                          "did you mean '%s'?" % ".".join(path + close) if close else "")
        found = getattr(found, part)
        path.append(part)
    return found


def export(request):
    name = request["name"]
    found = find(load(request["file"], request["folder"]), name)
    for kind in type(found).__mro__:
        package = kind.__module__.split(".")[0]
        if package == "pennylane" and (kind.__name__ == "QNode" or kind.__name__ == "QuantumScript"):
            return export_pennylane(found, name, request["shapes"])
        if package == "qiskit" and kind.__name__ == "QuantumCircuit":
            return export_qiskit(found)
    raise Failure("'%s' is a %s" % (name, type(found).__name__),
                  "a PennyLane QNode or tape, or a Qiskit QuantumCircuit is expected")


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


main()
