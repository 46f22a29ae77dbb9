"""What cannot be exported from Cirq."""

import cirq
import numpy as np
import sympy

a, b = cirq.LineQubit.range(2)
noisy = cirq.Circuit(cirq.H(a), cirq.depolarize(0.1)(a))
twice = cirq.Circuit(cirq.measure(a, key="m"), cirq.measure(a, key="m"))
confused = cirq.Circuit(cirq.measure(a, key="m", confusion_map={(0,): np.array([[0.9, 0.1], [0.2, 0.8]])}))
unknown_function = cirq.Circuit(cirq.rx(sympy.Abs(sympy.Symbol("s")))(a))
qutrit = cirq.Circuit(cirq.IdentityGate(1, (3,))(cirq.LineQid(0, 3)))
empty = cirq.Circuit()
named = 1.0 * cirq.Z(cirq.NamedQubit("left"))
