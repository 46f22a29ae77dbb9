"""What cannot be exported from PennyLane."""

import numpy as np
import pennylane as qml

device = qml.device("default.qubit", wires=4)


def node(function):
    return qml.QNode(function, device)


@node
def amplitudes(x):
    qml.AmplitudeEmbedding(x, wires=range(2), normalize=True)
    return qml.probs()


@node
def padded(x):
    qml.AmplitudeEmbedding(features=x, wires=range(4), pad_with=0.3, normalize=True)
    return qml.probs()


@node
def noisy(x):
    qml.RX(x, 0)
    qml.DepolarizingChannel(0.1, wires=0)
    return qml.probs()


@node
def postselected(x):
    qml.RX(x, 0)
    qml.measure(0, postselect=1)
    return qml.probs()


@node
def two_means(x):
    qml.RX(x, 0)
    return qml.expval(qml.Z(0)), qml.expval(qml.Z(1))


@node
def no_mean(x):
    qml.RX(x, 0)
    return qml.probs()


@node
def trained_observable(x):
    qml.RX(x, 0)
    return qml.expval(x * qml.Z(0))


class Model:
    def __init__(self):
        self.qnode = no_mean


layer = Model()
named_wires = qml.Z("a") @ qml.Z("b")
wrong_shape = node(lambda w: qml.StronglyEntanglingLayers(w, wires=range(3)) and qml.probs())


def build(depth):
    return no_mean
