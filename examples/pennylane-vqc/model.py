"""A variational classifier in PennyLane: are two numbers of the same sign (0) or not (1)?

x: two numbers from -1 to 1. weights: 2 x 2 x 3 angles, found by train.py.
"""

import numpy as np
import pennylane as qml

device = qml.device("default.qubit", wires=2)


@qml.qnode(device)
def circuit(x, weights):
    qml.AngleEmbedding(np.pi / 2 * x, wires=[0, 1], rotation="X")
    qml.StronglyEntanglingLayers(weights, wires=[0, 1])
    return qml.expval(qml.Z(0))
