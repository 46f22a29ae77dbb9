"""A variational classifier in Amazon Braket: is a point on the upper (0) or the lower (1) side of a wave?

FreeParameters x0, x1: two numbers from -1 to 1. w0 to w11: angles, found by train.py. The mean of Z on qubit 0 is read.
"""

from braket.circuits import Circuit, FreeParameter, Observable

feature_map = Circuit().ry(0, 3 * FreeParameter("x0")).ry(1, FreeParameter("x1"))

ansatz = Circuit()
for layer in range(3):
    for qubit in range(2):
        first = 4 * layer + 2 * qubit
        ansatz.rz(qubit, FreeParameter(f"w{first}")).ry(qubit, FreeParameter(f"w{first + 1}"))
    ansatz.cnot(1, 0)

circuit = Circuit().add(feature_map).add(ansatz).expectation(Observable.Z(), target=0)
