"""Makes the two moons, finds the weights, writes weights.json and heldout.csv. Needs pennylane; takes about a minute."""

import csv
import json
import pathlib

import numpy
import pennylane as qml
from pennylane import numpy as np
from qnn import circuit

SEED = 20260101
STARTS = 4
STEPS = 150
HERE = pathlib.Path(__file__).parent


def moons(points, generator):
    """Half circles of radius 1 that reach into each other, with normal noise of 0.15."""
    turn = generator.uniform(0, numpy.pi, points)
    y = numpy.arange(points) % 2
    upper = numpy.stack([numpy.cos(turn), numpy.sin(turn)], axis=1)
    lower = numpy.stack([1 - numpy.cos(turn), 0.5 - numpy.sin(turn)], axis=1)
    x = numpy.where(y[:, None] == 0, upper, lower) + generator.normal(0, 0.15, (points, 2))
    return numpy.round(x, 4), y


def mean_z(x, w):
    p = circuit(x.T, w)
    return p[:, 0] + p[:, 1] - p[:, 2] - p[:, 3]


def loss(w, x, y):
    p = np.clip((1 + mean_z(x, w)) / 2, 1e-6, 1 - 1e-6)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def accuracy(w, x, y):
    return float(np.mean((mean_z(x, w) > 0) == y))


def train(x, y, start):
    w = np.array(start, requires_grad=True)
    optimizer = qml.AdamOptimizer(0.1)
    for _ in range(STEPS):
        w = optimizer.step(lambda v: loss(v, x, y), w)
    return w


def main():
    generator = numpy.random.default_rng(SEED)
    x, y = moons(120, generator)
    heldout_x, heldout_y = moons(60, generator)
    tries = [train(x, y, generator.uniform(-1, 1, (5, 2, 2))) for _ in range(STARTS)]
    best = min(tries, key=lambda w: loss(w, x, y))
    weights = numpy.round(numpy.asarray(best, dtype=float), 6)
    print("training loss", [round(float(loss(w, x, y)), 4) for w in tries])
    print("accuracy: training", accuracy(weights, x, y), "held out", accuracy(weights, heldout_x, heldout_y))
    (HERE / "weights.json").write_text(json.dumps(weights.tolist(), indent=1) + "\n")
    with open(HERE / "heldout.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["x0", "x1", "label"])
        rows.writerows([*point, ["upper", "lower"][label]] for point, label in zip(heldout_x.tolist(), heldout_y))


if __name__ == "__main__":
    main()
