"""The same figures as the gates on kernels and training, by PennyLane and NumPy. Reads a JSON request, prints a JSON answer."""

import json
import sys

import numpy
import pennylane as qml
from pennylane import numpy as np

request = json.load(sys.stdin)
DEVICE = qml.device("default.qubit", wires=3)


def ansatz(w):
    """The circuit of IndependentTrainingTest: shared parameters, an expression, rotations with a control."""
    qml.RY(w[0], wires=0)
    qml.RX(2 * w[1] + w[0], wires=1)
    qml.Hadamard(wires=2)
    qml.CNOT(wires=[0, 1])
    qml.CRY(w[2], wires=[1, 2])
    qml.CRZ(w[3], wires=[0, 2])
    qml.RZ(qml.math.sin(w[3]), wires=1)
    qml.IsingZZ(w[4], wires=[0, 1])
    qml.ControlledPhaseShift(w[4], wires=[1, 2])
    qml.U3(w[5], w[1], 0.3, wires=0)


@qml.qnode(DEVICE, diff_method="backprop")
def mean(w):
    ansatz(w)
    return qml.expval(qml.Hamiltonian([0.5, 0.25], [qml.Z(0), qml.X(0) @ qml.X(1)]))


@qml.qnode(DEVICE)
def state(w):
    ansatz(w)
    return qml.state()


def entanglement(w):
    """Meyer and Wallach from the purities of reduced density matrices of the state vector."""
    tensor = numpy.asarray(state(w)).reshape([2] * 3)
    purities = []
    for qubit in range(3):
        rows = numpy.moveaxis(tensor, qubit, 0).reshape(2, -1)
        rho = rows @ rows.conj().T
        purities.append(numpy.trace(rho @ rho).real)
    return 2 * (1 - numpy.mean(purities))


def divergence(fidelities, dimension, bins=75):
    """Sim et al.; the bias of a finite sample is taken away as the gate does."""
    counts, edges = numpy.histogram(numpy.clip(fidelities, 0, 1), bins=bins, range=(0, 1))
    haar = (1 - edges[:-1]) ** (dimension - 1) - (1 - edges[1:]) ** (dimension - 1)
    shares = counts / counts.sum()
    filled = shares > 0
    kl = numpy.sum(shares[filled] * numpy.log(shares[filled] / haar[filled]))
    return kl - (filled.sum() - 1) / (2 * counts.sum())


@qml.qnode(qml.device("default.qubit", wires=2))
def overlap(a, b):
    def embed(x):
        for q in (0, 1):
            qml.Hadamard(wires=q)
            qml.RZ(3 * x[q], wires=q)
        qml.CNOT(wires=[0, 1])
        qml.RZ(2.25 * x[0] * x[1], wires=1)
        qml.CNOT(wires=[0, 1])

    embed(a)
    qml.adjoint(embed)(b)
    return qml.probs(wires=[0, 1])


def kernel(a, b):
    return overlap(a, b)[0]


def decay(widths):
    """Variances of derivatives by some parameters of a chain of rotations and CZ gates, and the slope of their logarithms."""
    variances = []
    for width in widths:
        n = len(width["draws"][0]) // 2

        @qml.qnode(qml.device("default.qubit", wires=n), diff_method="backprop")
        def chain(w):
            for q in range(n):
                qml.RY(w[q], wires=q)
            for q in range(n - 1):
                qml.CZ(wires=[q, q + 1])
            for q in range(n):
                qml.RY(w[n + q], wires=q)
            return qml.expval(qml.Hamiltonian([0.5, 0.25], [qml.Z(0), qml.X(0) @ qml.X(1)]))

        gradients = numpy.array([qml.grad(chain)(np.array(w, requires_grad=True)) for w in width["draws"]])
        variances.append(float(numpy.var(gradients[:, width["parameters"]], axis=0, ddof=1).mean()))
    qubits = [len(width["draws"][0]) // 2 for width in widths]
    return variances, float(-numpy.polyfit(qubits, numpy.log(variances), 1)[0])


answer = {}
if "decay" in request:
    answer["variances"], answer["rate"] = decay(request["decay"])
if "gradients" in request:
    answer["gradients"] = [
        [float(g) for g in qml.grad(mean)(np.array(w, requires_grad=True))] for w in request["gradients"]
    ]
    answer["entanglement"] = [float(entanglement(w)) for w in request["gradients"]]
if "pairs" in request:
    states = [(numpy.asarray(state(a)), numpy.asarray(state(b))) for a, b in request["pairs"]]
    fidelities = [abs(numpy.vdot(a, b)) ** 2 for a, b in states]
    answer["fidelities"] = [float(f) for f in fidelities]
    answer["divergence"] = float(divergence(fidelities, 8))
if "points" in request:
    points = request["points"]
    labels = request["labels"]
    matrix = qml.kernels.square_kernel_matrix(points, kernel, assume_normalized_kernel=True)
    answer["kernel"] = numpy.asarray(matrix).tolist()
    answer["eigenvalues"] = numpy.linalg.eigvalsh(numpy.asarray(matrix)).tolist()
    answer["alignment"] = float(
        qml.kernels.target_alignment(points, labels, kernel, assume_normalized_kernel=True, rescale_class_labels=False)
    )
json.dump(answer, sys.stdout)
