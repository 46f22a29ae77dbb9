"""Models of the kinds that PennyLane users write; probabilities of wire 0 as the lowest bit."""

import numpy as np
import pennylane as qml
from pennylane import qaoa

MODELS = {
    "angle_basic": {"x": (3,), "w": (2, 3)},
    "amplitude_fixed": {"w": (1, 3, 3)},
    "iqp_strong": {"x": (3,), "w": (2, 3, 3)},
    "reuploading": {"x": (2,), "w": (3, 2, 3)},
    "qaoa_layers": {"params": (2, 2)},
    "uccsd_like": {"theta": (3,)},
    "fourier": {"x": (3,)},
    "two_design": {"w0": (3,), "w": (2, 2, 2)},
    "tensor_tree": {"w": (3, 2)},
    "kernel": {"a": (2,), "b": (2,)},
    "qaoa_embedding": {"x": (2,), "w": (2, 3)},
    "controlled_parts": {"x": (2,), "m": ()},
    "grover": {},
    "phase_estimation": {},
    "evolution": {"t": ()},
    "teleportation": {"x": (2,)},
    "dynamic_reset": {"x": (2,)},
    "trained_class": {"x": (2,)},
}

two, three, four = (qml.device("default.qubit", wires=n) for n in (2, 3, 4))


@qml.qnode(three)
def angle_basic(x, w):
    qml.AngleEmbedding(np.pi * x, wires=range(3), rotation="Y")
    qml.BasicEntanglerLayers(w, wires=range(3))
    return qml.expval(qml.Z(0))


@qml.qnode(three)
def amplitude_fixed(w):
    qml.AmplitudeEmbedding([1, 2, 3, 4, 5, 6, 7], wires=range(3), pad_with=0.5, normalize=True)
    qml.StronglyEntanglingLayers(w, wires=range(3))
    return qml.probs()


@qml.qnode(three)
def iqp_strong(x, w):
    qml.IQPEmbedding(x, wires=range(3), n_repeats=2)
    qml.StronglyEntanglingLayers(w, wires=range(3), imprimitive=qml.CZ)
    return [qml.expval(qml.Z(wire)) for wire in range(3)]


@qml.qnode(qml.device("default.qubit"))
def reuploading(x, w):
    for layer in w:
        for wire in range(2):
            qml.Rot(*(layer[wire] * x[wire] + 0.1), wires=wire)
        qml.CZ(wires=[0, 1])
    return qml.expval(0.5 * qml.Z(0) @ qml.Z(1) + qml.X(0))


GRAPH = [(0, 1), (1, 2), (2, 3), (3, 0)]
COST = qml.Hamiltonian([0.5] * 4 + [0.25], [qml.Z(a) @ qml.Z(b) for a, b in GRAPH] + [qml.Z(0)])
MIXER = qml.Hamiltonian([1.0] * 4, [qml.X(wire) for wire in range(4)])


@qml.qnode(four)
def qaoa_layers(params):
    for wire in range(4):
        qml.Hadamard(wires=wire)
    for gamma, beta in zip(params[0], params[1]):
        qaoa.cost_layer(gamma, COST)
        qaoa.mixer_layer(beta, MIXER)
    return qml.expval(COST)


@qml.qnode(four)
def uccsd_like(theta):
    qml.BasisState(np.array([1, 1, 0, 0]), wires=range(4))
    qml.DoubleExcitation(theta[0], wires=range(4))
    qml.SingleExcitation(theta[1], wires=[0, 2])
    qml.SingleExcitation(theta[2], wires=[1, 3])
    return qml.expval(qml.Hermitian(np.diag([1.0, 0, 0, -2]), wires=[1, 2]))


@qml.qnode(three)
def fourier(x):
    qml.AngleEmbedding(x, wires=range(3))
    qml.QFT(wires=range(3))
    qml.adjoint(qml.RX)(x[1] / 2, wires=1)
    return qml.probs()


@qml.qnode(three)
def two_design(w0, w):
    qml.SimplifiedTwoDesign(w0, w, wires=range(3))
    qml.PauliRot(w0[0] ** 2 - 1, "XYZ", wires=[0, 1, 2])
    return qml.var(qml.Z(0))


def block(weights, wires):
    qml.RY(weights[0], wires=wires[0])
    qml.RY(weights[1], wires=wires[1])
    qml.CNOT(wires=wires)


@qml.qnode(four)
def tensor_tree(w):
    for wire in range(4):
        qml.Hadamard(wire)
    block(w[0], [0, 1])
    block(w[1], [2, 3])
    block(w[2], [1, 3])
    return qml.expval(qml.Z(3))


def feature_map(x):
    qml.AngleEmbedding(x, wires=range(2))
    qml.IsingZZ(x[0] * x[1], wires=[0, 1])
    qml.IsingXY(np.arctan(x[1]), wires=[0, 1])


@qml.qnode(two)
def kernel(a, b):
    feature_map(a)
    qml.adjoint(feature_map)(b)
    return qml.expval(qml.Projector([0, 0], wires=[0, 1]))


@qml.qnode(two)
def qaoa_embedding(x, w):
    qml.QAOAEmbedding(features=x, weights=w, wires=range(2))
    return qml.expval(qml.Y(1))


@qml.qnode(three)
def controlled_parts(x, m):
    qml.Hadamard(0)
    qml.ctrl(qml.RY, control=0)(x[0] * m, wires=2)
    qml.ctrl(qml.Rot, control=[0, 1], control_values=[1, 0])(x[0], 0.3, x[1], wires=2)
    qml.MultiControlledX(wires=[0, 1, 2], control_values=[1, 0])
    qml.U2(x[0], np.sin(x[1]), wires=0)
    qml.adjoint(qml.SX(0))
    qml.Permute([2, 0, 1], wires=[0, 1, 2])
    qml.ISWAP(wires=[0, 1])
    return qml.probs()


@qml.qnode(three)
def grover():
    for wire in range(3):
        qml.Hadamard(wire)
    qml.FlipSign([1, 0, 1], wires=range(3))
    qml.GroverOperator(wires=range(3))
    return qml.probs()


@qml.qnode(three)
def phase_estimation():
    qml.X(2)
    qml.QuantumPhaseEstimation(qml.PhaseShift(2 * np.pi * 0.3, wires=2), estimation_wires=[0, 1])
    return qml.probs(wires=[0, 1])


@qml.qnode(three)
def evolution(t):
    qml.RX(0.4, 1)
    qml.TrotterProduct(qml.dot([0.3, 0.7], [qml.X(0) @ qml.Z(1), qml.Y(1) @ qml.Y(2)]), time=0.8, n=2, order=2)
    qml.ApproxTimeEvolution(COST_3, t, 2)
    return qml.expval(qml.Z(0))


COST_3 = qml.Hamiltonian([0.2, -0.4], [qml.Z(0) @ qml.X(1), qml.X(2)])


@qml.qnode(three)
def teleportation(x):
    qml.RX(x[0], 0)
    qml.RZ(x[1], 0)
    qml.Hadamard(1)
    qml.CNOT([1, 2])
    qml.CNOT([0, 1])
    qml.Hadamard(0)
    first, second = qml.measure(0), qml.measure(1)
    qml.cond(second, qml.X)(2)
    qml.cond(first == 1, qml.Z)(2)
    qml.cond(first & ~second, qml.RY, qml.RX)(x[0] / 2, 2)
    return qml.expval(qml.Z(2))


@qml.qnode(two)
def dynamic_reset(x):
    qml.RY(x[0], 0)
    qml.CNOT([0, 1])
    qml.measure(0, reset=True)
    qml.RX(x[1], 0)
    qml.CNOT([1, 0])
    return qml.probs()


class Classifier:
    """A QNode that an object holds, with an attribute of the object in an angle."""

    def __init__(self, scale):
        self.scale = scale
        self.circuit = qml.QNode(self.layers, two)

    def layers(self, x):
        qml.AngleEmbedding(self.scale * x, wires=range(2))
        qml.CNOT([0, 1])
        return qml.expval(qml.Z(1))


class Holder:
    trained_class = Classifier(2.0).circuit


trained_class = Holder.trained_class
model = Classifier(2.0)

nodes = {name: found for name, found in globals().items() if isinstance(found, qml.QNode)}


def probabilities(name, values):
    node = nodes[name]
    tape = qml.tape.make_qscript(node.func)(*values.values())
    wires = {"reuploading": 2}.get(name) or len(node.device.wires)
    measured = qml.tape.QuantumScript(tape.operations, [qml.probs(wires=range(wires))])
    flat = qml.execute([measured], qml.device("default.qubit"))[0]
    # PennyLane writes wire 0 first
    return np.transpose(np.array(flat).reshape([2] * wires), range(wires)[::-1])
