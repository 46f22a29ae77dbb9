"""Finds the weights and writes weights.json, test.csv and point.json. Needs cirq-core and scipy; takes some seconds."""

import csv
import json
import pathlib

import cirq
import numpy as np
from model import ansatz, feature_map, qubits, readout, w, x
from scipy.optimize import minimize

HERE = pathlib.Path(__file__).parent
SEED = 5
NAMES = ["outside", "inside"]
THRESHOLD = 0.1
"""Means above it: inside."""


def points(count, generator):
    found = generator.uniform(-1, 1, (4 * count, 2)).round(3)
    radius = np.hypot(found[:, 0], found[:, 1])
    found = found[np.abs(radius - 0.7) > 0.06][:count]
    return found, (np.hypot(found[:, 0], found[:, 1]) < 0.7).astype(int)


def embedded(found):
    """A column of amplitudes for each point."""
    return np.array([cirq.resolve_parameters(feature_map, dict(zip(x, point))).final_state_vector() for point in found]).T


def means(states, weights):
    after = cirq.unitary(cirq.resolve_parameters(ansatz, dict(zip(w, weights)))) @ states
    return np.einsum("ip,ij,jp->p", after.conj(), readout.matrix(qubits), after).real


def loss(weights, states, labels):
    return np.mean((means(states, weights) - THRESHOLD - (2 * labels - 1)) ** 2)


def main():
    generator = np.random.default_rng(SEED)
    data, labels = points(30, generator)
    test, test_labels = points(40, generator)
    tries = [minimize(loss, generator.uniform(-0.1, 0.1, 12), args=(embedded(data), labels), method="COBYLA", options={"maxiter": 400})
             for _ in range(2)]
    weights = min(tries, key=lambda run: run.fun).x.round(6)
    found = means(embedded(test), weights)
    predicted = (found > THRESHOLD).astype(int)
    print("loss", [round(float(run.fun), 4) for run in tries], "held out", float(np.mean(predicted == test_labels)))
    print("mean at", test[0].tolist(), float(found[0]))
    (HERE / "weights.json").write_text(json.dumps(weights.tolist(), indent=1) + "\n")
    (HERE / "point.json").write_text(json.dumps(test[0].tolist()) + "\n")
    with open(HERE / "test.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["x0", "x1", "label"])
        rows.writerows([*point.tolist(), NAMES[label]] for point, label in zip(test, test_labels))


if __name__ == "__main__":
    main()
