"""A data re-uploading classifier of two qubits for the two moons: class 1 where the mean of Z on qubit 0 is above 0.

x: two coordinates. w: 4 layers of 2 qubits of 2 angles, in radians, found by train.py.
"""

import pennylane as qml

device = qml.device("default.qubit", wires=2)


@qml.qnode(device)
def circuit(x, w):
    for layer in range(4):
        for qubit in range(2):
            qml.RZ(2 * x[1], wires=qubit)
            qml.RY(2 * x[0] + w[layer][qubit][0], wires=qubit)
            qml.RZ(w[layer][qubit][1], wires=qubit)
        qml.CNOT(wires=[layer % 2, 1 - layer % 2])
    for qubit in range(2):
        qml.RY(w[4][qubit][0], wires=qubit)
        qml.RZ(w[4][qubit][1], wires=qubit)
    return qml.probs(wires=[0, 1])
