"""The iris circuits on Qiskit Aer, batched by hand: what a careful user would write. Compare `AerBackend` with it.

    python bench/iris_aer_baseline.py [repeats]     (in an environment with qiskit and qiskit-aer)

40 held-out flowers at 5 noise levels, exact, then 1000 shots each at the device's noise. Prints seconds, best of repeats.
"""

import csv
import json
import pathlib
import sys
import time

from qiskit import QuantumCircuit
from qiskit.circuit import ParameterVector
from qiskit_aer import AerSimulator
from qiskit_aer.noise import NoiseModel, ReadoutError, depolarizing_error, thermal_relaxation_error

IRIS = pathlib.Path(__file__).parent.parent / "examples" / "iris-vqc"
CENTER, SCALE = [6.25, 2.85, 4.9, 1.7], [0.7, 1.4, 0.8, 1.6]
LEVELS = [0, 0.5, 1, 1.5, 2]


def circuit(w, x):
    vqc = QuantumCircuit(4, 4)
    for layer in range(2):
        for q in range(4):
            vqc.ry(SCALE[q] * (x[q] - CENTER[q]), q)
        for q in range(4):
            vqc.ry(w[8 * layer + q], q)
            vqc.rz(w[8 * layer + 4 + q], q)
        for q in (3, 2, 1, 0):
            vqc.cx((q + 1) % 4, q)
    for q in range(4):
        vqc.ry(w[16 + q], q)
    return vqc


def noise(level):
    model = NoiseModel()
    t1, t2, p1, p2, read = 2e-4 / level, 1.2e-4 / level, 3e-4 * level, 4e-3 * level, 0.012 * level
    relax1, relax2 = thermal_relaxation_error(t1, t2, 32e-9), thermal_relaxation_error(t1, t2, 70e-9)
    model.add_all_qubit_quantum_error(depolarizing_error(p1 * 4 / 3, 1).compose(relax1), ["ry"])
    model.add_all_qubit_quantum_error(depolarizing_error(p2 * 16 / 15, 2).compose(relax2.tensor(relax2)), ["cx"])
    model.add_all_qubit_readout_error(ReadoutError([[1 - read, read], [read, 1 - read]]))
    return model


def main():
    weights = json.loads((IRIS / "weights.json").read_text())
    with open(IRIS / "heldout.csv") as file:
        points = [[float(row[f"x{i}"]) for i in range(4)] for row in csv.DictReader(file)]
    x = ParameterVector("x", 4)
    exact, shots = circuit(weights, x), circuit(weights, x)
    exact.save_probabilities()
    shots.measure(range(4), range(4))
    binds = [{x[i]: [point[i] for point in points] for i in range(4)}]
    best = [float("inf"), float("inf")]
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5):
        start = time.perf_counter()
        for level in LEVELS:
            model = {"noise_model": noise(level), "method": "density_matrix"} if level else {"method": "statevector"}
            result = AerSimulator(**model).run([exact], parameter_binds=binds, shots=1).result()
            assert result.success and len(result.results) == len(points)
        middle = time.perf_counter()
        simulator = AerSimulator(noise_model=noise(1), method="density_matrix")
        counts = simulator.run([shots], parameter_binds=binds, shots=1000, seed_simulator=1).result().get_counts()
        assert len(counts) == len(points)
        best = [min(best[0], middle - start), min(best[1], time.perf_counter() - middle)]
    print(f"exact, {len(LEVELS)} levels: {best[0]:.3f} s    1000 shots: {best[1]:.3f} s")


if __name__ == "__main__":
    main()
