"""Finds the weights and writes weights.json, test.csv and point.json. Needs PennyLane; takes about a minute."""

import csv
import json
import pathlib

import pennylane as qml
from model import circuit
from pennylane import numpy as np

HERE = pathlib.Path(__file__).parent
SEED = 4
NAMES = ["same", "different"]


def points(count, generator):
    x = generator.uniform(-1, 1, (4 * count, 2))
    x = x[np.abs(x[:, 0] * x[:, 1]) > 0.04][:count].round(3)
    return x, (x[:, 0] * x[:, 1] < 0).astype(int)


def loss(weights, x, y):
    return np.mean((circuit(x, weights) - (1 - 2 * y)) ** 2)


def main():
    generator = np.random.default_rng(SEED)
    x, y = points(40, generator)
    test_x, test_y = points(40, generator)
    weights = np.array(generator.uniform(-1, 1, (2, 2, 3)), requires_grad=True)
    optimizer = qml.AdamOptimizer(0.15)
    for _ in range(120):
        weights = optimizer.step(lambda w: loss(w, x, y), weights)
    weights = np.round(weights, 6)
    predicted = (circuit(test_x, weights) < 0).astype(int)
    print("loss", float(loss(weights, x, y)), "held out", float(np.mean(predicted == test_y)))
    print("mean at", test_x[0].tolist(), float(circuit(test_x[0], weights)))
    (HERE / "weights.json").write_text(json.dumps(weights.tolist(), indent=1) + "\n")
    (HERE / "point.json").write_text(json.dumps(test_x[0].tolist()) + "\n")
    with open(HERE / "test.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["x0", "x1", "label"])
        rows.writerows([*point.tolist(), NAMES[label]] for point, label in zip(test_x, test_y))


if __name__ == "__main__":
    main()
