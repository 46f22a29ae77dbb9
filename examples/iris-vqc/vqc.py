"""A variational classifier: iris versicolor (0) or iris virginica (1), read from qubit 0.

x: sepal length, sepal width, petal length, petal width, in cm. w: 20 angles, in radians, found by train.py.
"""

import pennylane as qml

CENTER = [6.25, 2.85, 4.9, 1.7]
SCALE = [0.7, 1.4, 0.8, 1.6]

device = qml.device("default.qubit", wires=4)


def embed(x):
    for qubit in range(4):
        qml.RY(SCALE[qubit] * (x[qubit] - CENTER[qubit]), wires=qubit)


def entangle():
    for qubit in (3, 2, 1, 0):
        qml.CNOT(wires=[(qubit + 1) % 4, qubit])


@qml.qnode(device)
def circuit(x, w):
    for layer in range(2):
        embed(x)
        for qubit in range(4):
            qml.RY(w[8 * layer + qubit], wires=qubit)
            qml.RZ(w[8 * layer + 4 + qubit], wires=qubit)
        entangle()
    for qubit in range(4):
        qml.RY(w[16 + qubit], wires=qubit)
    return qml.probs(wires=[0, 1, 2, 3])
