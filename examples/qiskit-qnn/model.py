"""A quantum neural network in Qiskit, of the form of its SamplerQNN and EstimatorQNN: a feature map, then an ansatz.

Tells points near the diagonal x0 = x1 (0) from those away from it (1). x: two numbers from -1 to 1; w: 8 angles from train.py.
"""

from qiskit import QuantumCircuit
from qiskit.circuit import ParameterVector
from qiskit.circuit.library import real_amplitudes
from qiskit.quantum_info import SparsePauliOp

x = ParameterVector("x", 2)

feature_map = QuantumCircuit(2)
for qubit in range(2):
    feature_map.h(qubit)
    feature_map.rz(2 * x[qubit], qubit)
feature_map.rzz(2 * x[0] * x[1], 0, 1)

ansatz = real_amplitudes(2, reps=3, parameter_prefix="w")
circuit = feature_map.compose(ansatz)

parity = SparsePauliOp("ZZ")
