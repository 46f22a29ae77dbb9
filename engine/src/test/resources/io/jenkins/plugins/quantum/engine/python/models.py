"""Models of many kinds of gates; probabilities(NAME, values) is the framework's own answer, highest bit first."""

import numpy as np
import pennylane as qml
from qiskit import QuantumCircuit
from qiskit.circuit import Parameter, ParameterVector
from qiskit.quantum_info import Statevector

device = qml.device("default.qubit", wires=3)


@qml.qnode(device)
def templates(f, w):
    qml.AngleEmbedding(np.pi * f, wires=range(3), rotation="Y")
    qml.StronglyEntanglingLayers(w, wires=range(3))
    qml.IsingXX(np.arctan(f[0]) * w[0, 0, 0], wires=[0, 2])
    qml.CRot(f[0], f[1] ** 2, qml.math.sin(f[2]), wires=[0, 1])
    qml.adjoint(qml.RX)(f[0] * 2, wires=1)
    qml.ctrl(qml.RY, control=0)(f[1], wires=2)
    qml.U2(f[0], f[1], wires=0)
    qml.adjoint(qml.S(1))
    qml.adjoint(qml.T(2))
    qml.adjoint(qml.SX(0))
    qml.PauliRot(f[1] - 1, "XYZ", wires=[0, 1, 2])
    qml.Toffoli(wires=[2, 1, 0])
    return qml.probs(wires=[0, 1, 2])


with qml.tape.QuantumTape() as tape:
    qml.RX(0.3, 0)
    qml.Rot(0.1, 0.2, 0.3, wires=1)
    qml.CNOT([0, 1])
    qml.MultiControlledX(wires=[0, 1, 2])
    qml.probs(wires=[0, 1, 2])

x, theta = ParameterVector("x", 2), Parameter("\u03b8")
library = QuantumCircuit(3)
library.h(0)
library.rzz(x[0] * 2 - theta, 0, 1)
library.ry(x[1].sin() + 1, 1)
library.rxx(0.3, 0, 2)
library.u(x[1], 0.2, -theta / 3, 0)
library.sxdg(0)
library.iswap(1, 2)
library.cu(x[0], 0.1, theta, 0.4, 0, 2)


def probabilities(name, values):
    found = globals()[name]
    if isinstance(found, QuantumCircuit):
        bound = found.assign_parameters({x: values["x"], theta: values["theta"]})
        return Statevector(bound).probabilities().tolist()
    if isinstance(found, qml.tape.QuantumScript):
        flat = qml.execute([found], device)[0]
    else:
        flat = found(*[np.array(v) for v in values.values()])
    # PennyLane writes wire 0 first, the engine last
    wires = int(np.log2(len(flat)))
    return np.transpose(np.array(flat).reshape([2] * wires), range(wires)[::-1]).reshape(-1).tolist()
