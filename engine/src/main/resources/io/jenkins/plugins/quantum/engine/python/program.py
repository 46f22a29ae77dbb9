"""Writes OpenQASM 3: parameters by argument, registers, gates."""

import math
import re

from qmlops_exporter.angles import PLACE, Failure

MOST_GATES = 1_000_000

RESERVED = set(
    "x y z h s t p q c mid sx rx ry rz id u u1 u2 u3 U gphase cx cy cz ch cp crx cry crz swap ccx cswap cu CX phase cphase "
    "sdg tdg input output qubit bit float angle int uint bool complex const let def gate measure reset barrier if else "
    "for while in end return include pragma box delay duration stretch array extern cal defcal opaque creg qreg inv "
    "ctrl negctrl pow pi tau euler sin cos tan arcsin arccos arctan exp log sqrt mod floor ceiling popcount "
    "iswap ecr rxx ryy rzz rzx xy pswap prx gpi gpi2 ms cphaseshift00 cphaseshift01 cphaseshift10 "
    "switch case default break continue void true false sizeof mutable readonly".split()
)

DEFINITIONS = {
    "rzz": "gate rzz(t0) a, b { cx a, b; rz(t0) b; cx a, b; }",
    "rxx": "gate rxx(t0) a, b { h a; h b; cx a, b; rz(t0) b; cx a, b; h a; h b; }",
    "ryy": "gate ryy(t0) a, b { rx(pi / 2) a; rx(pi / 2) b; cx a, b; rz(t0) b; cx a, b; rx(-pi / 2) a; rx(-pi / 2) b; }",
    "xy": "gate xy(t0) a, b { rxx(-t0 / 2) a, b; ryy(-t0 / 2) a, b; }",
    "rzx": "gate rzx(t0) a, b { h b; cx a, b; rz(t0) b; cx a, b; h b; }",
    "ecr": "gate ecr a, b { rzx(pi / 4) a, b; x a; rzx(-pi / 4) a, b; }",
    "iswap": "gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }",
    "pswap": "gate pswap(t0) a, b { swap a, b; cx a, b; p(t0) b; cx a, b; }",
    "prx": "gate prx(t0, t1) a { rz(-t1) a; rx(t0) a; rz(t1) a; }",
    "gpi": "gate gpi(t0) a { rz(-t0) a; x a; rz(t0) a; }",
    "gpi2": "gate gpi2(t0) a { rz(-t0) a; rx(pi / 2) a; rz(t0) a; }",
    "ms": "gate ms(t0, t1, t2) a, b { rz(-t0) a; rz(-t1) b; rxx(t2) a, b; rz(t0) a; rz(t1) b; }",
    "cphaseshift00": "gate cphaseshift00(t0) a, b { x a; x b; cp(t0) a, b; x a; x b; }",
    "cphaseshift01": "gate cphaseshift01(t0) a, b { x a; cp(t0) a, b; x a; }",
    "cphaseshift10": "gate cphaseshift10(t0) a, b { x b; cp(t0) a, b; x b; }",
}
"""Gates that stdgates.inc lacks, as rotations and CNOTs."""

NEEDS = {"xy": ["rxx", "ryy"], "ecr": ["rzx"], "ms": ["rxx"]}


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


class Symbols:
    """Parameters that are named one by one: `w0`, `w_1`, `w[2]`. Names with one base and the indices from 0 are a group."""

    def __init__(self, names):
        ordered = sorted(names, key=lambda name: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)])
        self.inputs, self.plain, taken = {}, {}, {}
        for name in ordered:
            plain = identifier(re.sub(r"[\[,]\s*(\d+)\]?", r"_\1", name))
            new = scalar(plain)
            self.plain[new] = plain
            if new in taken:
                raise Failure("the parameters '%s' and '%s' of the circuit are both written '%s'" % (taken[new], name, new),
                              "give them other names")
            taken[new] = name
            self.inputs[name] = new

    def input_of(self, name):
        return self.inputs[name]

    def as_dictionary(self):
        groups = {}
        for name in self.inputs.values():
            base = re.fullmatch(r"(.*[^_\d])_?(0|[1-9]\d{0,5})", name)
            groups.setdefault(base.group(1) if base else name, []).append(name)
        described = {}
        for base, inputs in groups.items():
            if len(inputs) > 1 and [int(re.search(r"\d+$", name).group()) for name in inputs] == list(range(len(inputs))):
                described[base] = {"shape": [len(inputs)], "inputs": inputs}
            else:
                described.update({self.plain[name]: {"shape": [], "inputs": [name]} for name in inputs})
        return described


def scalar(name):
    """The input of a group that is a single number."""
    return name + "_0" if name in RESERVED else name


def identifier(name):
    plain = re.sub(r"\W", "_", name, flags=re.ASCII)
    greek = {"\u03b8": "theta", "\u03c6": "phi", "\u03bb": "lambda_", "\u03b3": "gamma", "\u03b2": "beta", "\u03b1": "alpha", "\u03c0": "pi_"}
    if plain.strip("_") == "" or any(letter in greek for letter in name):
        plain = "".join(greek.get(letter, letter if re.fullmatch(r"\w", letter, re.ASCII) else "_") for letter in name)
    if plain.strip("_") == "":
        plain = "_".join("p%d" % ord(letter) for letter in name)
    return plain if not plain[0].isdigit() else "p" + plain


class Program:
    """A circuit that grows gate by gate. Conditions are texts over the classical bits, empty for always."""

    def __init__(self, parameters, qubits):
        self.parameters, self.qubits = parameters, qubits
        self.registers, self.lines, self.used = [], [], set()

    def note(self, line, condition=""):
        if len(self.lines) >= MOST_GATES:
            raise Failure("the circuit has more than %d gates" % MOST_GATES)
        self.lines.append("if (%s) { %s }" % (condition, line) if condition else line)

    def gate(self, gate, angles, wires, condition=""):
        name = gate.split("@")[-1].strip()
        if name in DEFINITIONS:
            self.used.update([name, *NEEDS.get(name, [])])
        for angle in angles:
            if isinstance(self.parameters, Groups):
                self.parameters.note(angle)
        head = "%s(%s)" % (gate, ", ".join(map(strip, angles))) if angles else gate
        self.note("%s %s;" % (head, ", ".join("q[%d]" % wire for wire in wires)), condition)

    def register(self, wanted, size):
        """A classical register; its name as it is written."""
        taken = {name for name, _ in self.registers}
        taken.update(name for group in self.parameters.as_dictionary().values() for name in group["inputs"])
        name = wanted
        while name in taken or name in ("q", *DEFINITIONS):
            name += "_"
        self.registers.append((name, size))
        return name

    def measure(self, wire, register, index, condition=""):
        self.note("%s[%d] = measure q[%d];" % (register, index, wire), condition)

    def text(self):
        lines = ["OPENQASM 3.0;", 'include "stdgates.inc";']
        lines += [text for name, text in DEFINITIONS.items() if name in self.used]
        for group in self.parameters.as_dictionary().values():
            lines += ["input float %s;" % name for name in group["inputs"]]
        lines.append("qubit[%d] q;" % self.qubits)
        lines += ["bit[%d] %s;" % (size, name) for name, size in self.registers]
        if isinstance(self.parameters, Groups):
            lines += [PLACE.sub(self.parameters.input_name, line) for line in self.lines]
        else:
            lines += self.lines
        return "\n".join(lines) + "\n"


def any_of(bits, holds):
    """The text of a condition over bits, each the text of one, from what it says of their values (first bit first)."""
    import itertools

    if len(bits) > 8:
        raise Failure("a condition depends on %d measured bits" % len(bits), "use at most 8 in one condition")
    ways = []
    for values in itertools.product((0, 1), repeat=len(bits)):
        if holds(values):
            ways.append(" && ".join("%s == %d" % pair for pair in zip(bits, values)))
    if len(ways) == 2 ** len(bits):
        return ""
    return " || ".join("(%s)" % way if len(ways) > 1 and " && " in way else way for way in ways) if ways else None


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
