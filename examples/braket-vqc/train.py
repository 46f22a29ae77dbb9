"""Finds the weights and writes weights.json, test.csv and point.json. Needs amazon-braket-sdk and scipy; takes some seconds."""

import csv
import json
import pathlib

import numpy as np
from model import ansatz, feature_map
from scipy.optimize import minimize

HERE = pathlib.Path(__file__).parent
SEED = 3
NAMES = ["upper", "lower"]


def points(count, generator):
    x = generator.uniform(-1, 1, (4 * count, 2)).round(3)
    height = x[:, 1] - 0.5 * np.sin(3 * x[:, 0])
    x = x[np.abs(height) > 0.08][:count]
    return x, (x[:, 1] < 0.5 * np.sin(3 * x[:, 0])).astype(int)


def bound(circuit, name, values):
    return circuit.make_bound_circuit({f"{name}{i}": float(value) for i, value in enumerate(values)}).to_unitary()


def embedded(points):
    """A column of amplitudes for each point."""
    return np.array([bound(feature_map, "x", point)[:, 0] for point in points]).T


def means(states, weights):
    chances = np.abs(bound(ansatz, "w", weights) @ states) ** 2
    # qubit 0 is the highest bit of Braket's index
    return chances[:2].sum(axis=0) - chances[2:].sum(axis=0)


def loss(weights, states, labels):
    return np.mean((means(states, weights) - (1 - 2 * labels)) ** 2)


def main():
    generator = np.random.default_rng(SEED)
    x, y = points(30, generator)
    test_x, test_y = points(40, generator)
    tries = [minimize(loss, generator.uniform(-1, 1, 12), args=(embedded(x), y), method="COBYLA", options={"maxiter": 400})
             for _ in range(2)]
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
