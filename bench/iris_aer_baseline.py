"""The iris suite on Qiskit Aer, batched by hand: what a careful user would write. The other side of AerBenchmarkTest.

    python bench/iris_aer_baseline.py     (in an environment with qiskit and qiskit-aer)

40 held-out flowers without noise and at 7 noise levels of heron-r2, exact, and the three pinned flowers without noise; then
1000 shots for each of the 40 at the device's noise. Answers each line of standard input with a line of JSON: `exact` and
`shots` (seconds, and of them those spent on noise models; everything but the files is made anew), `answers` (the exact
probabilities, by level and flower), `version`.
"""

import csv
import json
import pathlib
import sys
import time

import numpy as np
import qiskit_aer
from qiskit import QuantumCircuit
from qiskit.circuit import ParameterVector
from qiskit_aer import AerSimulator
from qiskit_aer.noise import NoiseModel, ReadoutError, depolarizing_error, thermal_relaxation_error

IRIS = pathlib.Path(__file__).parent.parent / "examples" / "iris-vqc"
CENTER, SCALE = [6.25, 2.85, 4.9, 1.7], [0.7, 1.4, 0.8, 1.6]
LEVELS = [0, 0.25, 0.5, 1, 1.5, 2, 3, 5]
# heron-r2: probabilities of a Pauli error beside relaxation, of reading 0 for 1 and 1 for 0; seconds
P1, P2, READ01, READ10 = 1.6526220039067693e-4, 3.529417257396082e-3, 0.01147, 0.003906
T1, T2, TIME1, TIME2 = 1.449e-4, 8.795e-5, 2.4e-8, 8.4e-8


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


def confusion(level):
    r01, r10 = READ01 * level, READ10 * level
    return [[1 - r10, r10], [r01, 1 - r01]]


def noise(level):
    model = NoiseModel()
    relax1 = thermal_relaxation_error(T1 / level, T2 / level, TIME1)
    relax2 = thermal_relaxation_error(T1 / level, T2 / level, TIME2)
    one, two = depolarizing_error(P1 * level * 4 / 3, 1), depolarizing_error(P2 * level * 16 / 15, 2)
    model.add_all_qubit_quantum_error(one.compose(relax1), ["ry"])
    model.add_all_qubit_quantum_error(two.compose(relax2.tensor(relax2)), ["cx"])
    model.add_all_qubit_readout_error(ReadoutError(confusion(level)))
    return model


def read_out(vectors, level):
    """Probabilities as a device reads them; saved probabilities do not contain its readout errors."""
    whole = np.ones((1, 1))
    for _ in range(4):
        whole = np.kron(whole, confusion(level))
    return vectors @ whole


class Iris:
    def __init__(self):
        self.weights = json.loads((IRIS / "weights.json").read_text())
        with open(IRIS / "heldout.csv") as file:
            self.points = [[float(row[f"x{i}"]) for i in range(4)] for row in csv.DictReader(file)]
        names = ("versicolor", "virginica", "between")
        self.pinned = [json.loads((IRIS / f"{name}.json").read_text()) for name in names]
        self.building = 0.0

    def noise(self, level):
        start = time.perf_counter()
        model = noise(level)
        self.building += time.perf_counter() - start
        return model

    def exact(self):
        x = ParameterVector("x", 4)
        vqc = circuit(self.weights, x)
        vqc.save_probabilities()
        levels = []
        for level in LEVELS:
            points = self.points if level else self.points + self.pinned
            options = {"noise_model": self.noise(level), "method": "density_matrix"} if level else {"method": "statevector"}
            options["max_parallel_experiments"] = 0
            binds = [{x[i]: [point[i] for point in points] for i in range(4)}]
            result = AerSimulator(**options).run([vqc], parameter_binds=binds, shots=1).result()
            assert result.success and len(result.results) == len(points)
            vectors = np.array([run.data.probabilities for run in result.results])
            levels.append(read_out(vectors, level) if level else vectors)
        return levels

    def shots(self):
        x = ParameterVector("x", 4)
        vqc = circuit(self.weights, x)
        vqc.measure(range(4), range(4))
        binds = [{x[i]: [point[i] for point in self.points] for i in range(4)}]
        simulator = AerSimulator(noise_model=self.noise(1), method="density_matrix", max_parallel_experiments=0)
        counts = simulator.run([vqc], parameter_binds=binds, shots=1000, seed_simulator=1).result().get_counts()
        assert len(counts) == len(self.points)
        return counts

    def timed(self, work):
        self.building = 0.0
        start = time.perf_counter()
        work()
        return {"seconds": time.perf_counter() - start, "building": self.building}


def main():
    iris = Iris()
    for line in sys.stdin:
        command = line.strip()
        if command == "version":
            answer = {"qiskit-aer": qiskit_aer.__version__}
        elif command == "answers":
            answer = [level.tolist() for level in iris.exact()]
        elif command == "exact":
            answer = iris.timed(iris.exact)
        else:
            answer = iris.timed(iris.shots)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
