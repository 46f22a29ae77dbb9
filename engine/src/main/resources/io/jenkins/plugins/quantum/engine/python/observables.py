"""Observables as sums of Pauli strings over the qubits of a circuit."""

from qmlops_exporter.angles import Failure, Traced

MOST_WIRES = 6
"""Of an observable that is given as a matrix."""


def terms_of(paulis, order, what):
    """{"X0 Z1": coefficient} from pairs of ({label: letter}, coefficient). order: the qubit of each label; None where labels
    are the qubits."""
    terms = {}
    for factors, coefficient in paulis:
        places = {place(label, order, what): letter for label, letter in factors.items() if letter != "I"}
        name = " ".join("%s%d" % (places[qubit], qubit) for qubit in sorted(places)) or "I"
        terms[name] = terms.get(name, 0.0) + real(coefficient, what)
    kept = {name: value for name, value in terms.items() if abs(value) > 1e-15}
    return kept or {"I": 0.0}


def place(label, order, what):
    if order is not None:
        if str(label) not in order:
            raise Failure("%s acts on %s, which the circuit does not have" % (what, label),
                          "the circuit has: " + ", ".join(order)[:300])
        return order[str(label)]
    if isinstance(label, bool) or not isinstance(label, int) or label < 0:
        raise Failure("%s acts on %s, and which qubit of the circuit that is cannot be known" % (what, label),
                      "number the qubits 0, 1, …, or take the observable together with its circuit")
    return label


def real(coefficient, what):
    import math

    if isinstance(coefficient, Traced):
        raise Failure("%s depends on an argument of the circuit" % what, "an observable must be fixed: give numbers")
    value = complex(coefficient)
    if abs(value.imag) > 1e-10 * max(1.0, abs(value)) or not math.isfinite(value.real):
        raise Failure("%s has the coefficient %s" % (what, coefficient), "an observable needs finite real coefficients")
    return value.real


def paulis_of_matrix(matrix, labels, what):
    """The Pauli strings of a Hermitian matrix whose first label is the highest bit of the index."""
    import itertools

    import numpy

    matrix = numpy.asarray(matrix, dtype=complex)
    if len(labels) > MOST_WIRES:
        raise Failure("%s is a matrix over %d qubits" % (what, len(labels)),
                      "write it as Pauli strings, or use at most %d qubits" % MOST_WIRES)
    if matrix.shape != (2 ** len(labels),) * 2 or not numpy.allclose(matrix, matrix.conj().T):
        raise Failure("%s is no Hermitian matrix over its qubits" % what)
    single = {"I": numpy.eye(2), "X": numpy.array([[0, 1], [1, 0]]), "Y": numpy.array([[0, -1j], [1j, 0]]),
              "Z": numpy.diag([1, -1])}
    paulis = []
    for letters in itertools.product("IXYZ", repeat=len(labels)):
        product = numpy.eye(1)
        for letter in letters:
            product = numpy.kron(product, single[letter])
        paulis.append((dict(zip(labels, letters)), numpy.trace(product @ matrix).real / len(matrix)))
    return paulis
