"""Finds the weights and writes weights.json, test.csv and point.json. Needs qiskit and scipy; takes some seconds."""

import csv
import json
import pathlib

import numpy as np
from model import ansatz, feature_map, parity
from qiskit.quantum_info import Operator, Statevector
from scipy.optimize import minimize

HERE = pathlib.Path(__file__).parent
SEED = 11
NAMES = ["near", "away"]


def points(count, generator):
    x = generator.uniform(-1, 1, (4 * count, 2)).round(3)
    distance = np.abs(x[:, 0] - x[:, 1])
    x = x[np.abs(distance - 0.6) > 0.08][:count]
    return x, (np.abs(x[:, 0] - x[:, 1]) > 0.6).astype(int)


def embedded(points):
    """A column of amplitudes for each point."""
    return np.array([Statevector(feature_map.assign_parameters(point)).data for point in points]).T


def means(states, weights):
    after = Operator(ansatz.assign_parameters(weights)).data @ states
    return np.einsum("ip,ij,jp->p", after.conj(), parity.to_matrix(), after).real


def loss(weights, states, labels):
    return np.mean((means(states, weights) - (1 - 2 * labels)) ** 2)


def main():
    generator = np.random.default_rng(SEED)
    x, y = points(30, generator)
    test_x, test_y = points(40, generator)
    tries = [minimize(loss, generator.uniform(-1, 1, 8), args=(embedded(x), y), method="COBYLA", options={"maxiter": 400})
             for _ in range(3)]
    weights = min(tries, key=lambda run: run.fun).x.round(6)
    found = means(embedded(test_x), weights)
    predicted = (found < 0).astype(int)
    print("loss", [round(float(run.fun), 4) for run in tries], "held out", float(np.mean(predicted == test_y)))
    print("mean at", test_x[0].tolist(), float(found[0]))
    (HERE / "weights.json").write_text(json.dumps(weights.tolist(), indent=1) + "\n")
    (HERE / "point.json").write_text(json.dumps(test_x[0].tolist()) + "\n")
    with open(HERE / "test.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["x0", "x1", "label"])
        rows.writerows([*point.tolist(), NAMES[label]] for point, label in zip(test_x, test_y))


if __name__ == "__main__":
    main()
