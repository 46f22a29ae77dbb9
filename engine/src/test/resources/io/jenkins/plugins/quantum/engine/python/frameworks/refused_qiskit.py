"""What cannot be exported from Qiskit."""

from qiskit import QuantumCircuit
from qiskit.circuit import Parameter
from qiskit.circuit.library import Initialize
from qiskit.quantum_info import Kraus, SparsePauliOp

loop = QuantumCircuit(1, 1)
loop.h(0)
loop.measure(0, 0)
with loop.while_loop((loop.clbits[0], 1)):
    loop.h(0)
    loop.measure(0, 0)

noisy = QuantumCircuit(1)
noisy.append(Kraus([[[1, 0], [0, 0.5]], [[0, 0.8660254037844386], [0, 0]]]), [0])

same_names = QuantumCircuit(1)
same_names.rx(Parameter("a b"), 0)
same_names.ry(Parameter("a_b"), 0)

plain = QuantumCircuit(1)
complex_operator = SparsePauliOp(["Z"], [1j])
