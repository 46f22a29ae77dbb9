"""Models of the kinds that Amazon Braket users write; the lowest qubit is bit 0, measured bits in their order."""

import numpy as np
from braket.circuits import Circuit, FreeParameter, Observable, observables
from braket.devices import LocalSimulator

MODELS = {
    "variational": {"x": (2,), "w": (4,)},
    "qaoa": {"gamma": (), "beta": ()},
    "one_qubit_gates": {"a": (), "v": ()},
    "two_qubit_gates": {"a": (), "v": ()},
    "controls": {"a": ()},
    "ion_gates": {"a": (), "v": ()},
    "sparse_qubits": {"a": ()},
    "measured": {"a": ()},
    "matrix": {"a": ()},
}

P = FreeParameter

variational = Circuit()
for qubit in range(2):
    variational.rx(qubit, np.pi * P("x%d" % qubit))
for layer in range(2):
    for qubit in range(2):
        variational.ry(qubit, P("w%d" % (2 * layer + qubit)))
    variational.cnot(0, 1).rz(1, P("x0") * P("x1"))
variational.rx(0, 0.3).expectation(Observable.Z() @ Observable.X(), target=[0, 1])

qaoa = Circuit().h(range(3))
for pair in ((0, 1), (1, 2), (2, 0)):
    qaoa.zz(*pair, 2 * P("gamma"))
qaoa.rx(range(3), 2 * P("beta"))

one_qubit_gates = (
    Circuit().h(0).rx(1, P("a")).ry(0, P("a") ** 2).rz(0, P("v") - 1).s(0).t(1).si(1).ti(0).v(0).vi(1).x(0).y(1).z(0).i(0)
    .phaseshift(0, P("v") / 2).u(1, P("a"), 0.2, P("v")).prx(0, P("a"), P("v")).gpi(1, P("v")).gpi2(0, P("a")).h(1).rx(0, 0.4)
)

two_qubit_gates = (
    Circuit().h(0).ry(1, 0.3).rx(2, P("a")).cnot(0, 1).cy(1, 2).cz(0, 2).cv(1, 0).swap(0, 1).iswap(1, 2).pswap(0, 2, P("v"))
    .ecr(0, 1).xx(0, 2, P("a")).yy(1, 2, P("v")).zz(0, 1, P("a")).xy(2, 1, P("v")).cphaseshift(0, 1, P("a"))
    .cphaseshift00(1, 2, P("v")).cphaseshift01(0, 2, P("a")).cphaseshift10(2, 0, P("v")).ccnot(0, 1, 2).cswap(2, 0, 1)
    .rx(0, 0.7).ry(1, 0.2).rx(2, 1.2)
)

controls = (
    Circuit().h(range(3)).ry(2, P("a"), control=[0, 1], control_state=[1, 0]).x(0, control=2, power=0.5).t(1, power=3)
    .rz(1, 0.4, control=0).h(range(3))
)

ion_gates = Circuit().gpi2(0, 0.3).gpi(1, P("a")).ms(0, 1, P("a"), 0.2, P("v")).ms(1, 0, 0.1, 0.2, 0.7).gpi2(1, P("v"))

sparse_qubits = Circuit().h(3).cnot(3, 7).ry(5, P("a")).cz(5, 7).rx(7, 0.9).rx(3, P("a"))

measured = Circuit().ry(0, P("a")).cnot(0, 1).ry(2, 0.4).measure([2, 0])

_angle = 0.7
matrix = Circuit().ry(0, P("a")).unitary(
    matrix=np.exp(0.4j) * np.array([[np.cos(_angle), 1j * np.sin(_angle)], [1j * np.sin(_angle), np.cos(_angle)]]), targets=[0]
).unitary(matrix=np.array([[0, 1j], [1, 0]]), targets=[0]).cnot(0, 1).unitary(matrix=np.diag([1, 1j]), targets=[1]).h(1)

energy = 0.5 * observables.Z(0) @ observables.Z(1) + 2 * observables.X(1) + observables.H(0)


def probabilities(name, values):
    circuit = globals()[name]
    inputs = {}
    for parameter in circuit.parameters:
        base = parameter.name.rstrip("0123456789")
        inputs[parameter.name] = float(values[base].reshape(-1)[int(parameter.name[len(base):] or 0)])
    plain = Circuit([i for i in circuit.instructions if type(i.operator).__name__ != "Measure"]).make_bound_circuit(inputs)
    read = [int(i.target[0]) for i in circuit.instructions if type(i.operator).__name__ == "Measure"]
    plain.probability(target=read or None)
    flat = np.array(LocalSimulator().run(plain, shots=0).result().values[0])
    n = int(np.log2(len(flat)))
    return np.transpose(flat.reshape([2] * n), range(n)[::-1])
