"""Finds the weights and writes weights.json and heldout.csv. Needs pennylane and scikit-learn; takes about a minute.

60 flowers are trained on, 40 are held out: they choose nothing. The best of four starts is taken by training loss.
"""

import csv
import json
import pathlib

import numpy
import pennylane as qml
from pennylane import numpy as np
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from vqc import circuit

SEED = 20260101
STARTS = 4
STEPS = 120
HERE = pathlib.Path(__file__).parent


def flowers():
    iris = load_iris()
    chosen = iris.target > 0
    return train_test_split(
        iris.data[chosen], iris.target[chosen] - 1, test_size=40, stratify=iris.target[chosen], random_state=SEED
    )


def probability_of_one(x, w):
    return circuit(x.T, w)[:, 8:].sum(axis=1)


def loss(w, x, y):
    p = np.clip(probability_of_one(x, w), 1e-6, 1 - 1e-6)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def accuracy(w, x, y):
    return float(np.mean((probability_of_one(x, w) > 0.5) == y))


def train(x, y, start):
    w = np.array(start, requires_grad=True)
    optimizer = qml.AdamOptimizer(0.1)
    for _ in range(STEPS):
        w = optimizer.step(lambda v: loss(v, x, y), w)
    return w


def main():
    x, heldout_x, y, heldout_y = flowers()
    generator = numpy.random.default_rng(SEED)
    tries = [train(x, y, generator.uniform(-1, 1, 20)) for _ in range(STARTS)]
    best = min(tries, key=lambda w: loss(w, x, y))
    weights = [round(float(value), 6) for value in best]
    print("training loss", [round(float(loss(w, x, y)), 4) for w in tries])
    print("accuracy: training", accuracy(weights, x, y), "held out", accuracy(weights, heldout_x, heldout_y))
    (HERE / "weights.json").write_text(json.dumps(weights, indent=1) + "\n")
    with open(HERE / "heldout.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["x0", "x1", "x2", "x3", "label"])
        names = ["versicolor", "virginica"]
        rows.writerows([*point, names[label]] for point, label in zip(heldout_x, heldout_y))


if __name__ == "__main__":
    main()
