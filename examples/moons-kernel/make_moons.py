"""Writes moons.csv: two interleaved half circles with noise, the two classes in turn, scaled to angles. Standard library only."""

import csv
import math
import random

POINTS = 80
NOISE = 0.15
SEED = 20

rng = random.Random(SEED)
with open("moons.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["x0", "x1", "label"])
    for i in range(POINTS):
        t = math.pi * rng.random()
        if i % 2 == 0:
            x, y, label = math.cos(t), math.sin(t), "outer"
        else:
            x, y, label = 1 - math.cos(t), 0.5 - math.sin(t), "inner"
        x += rng.gauss(0, NOISE)
        y += rng.gauss(0, NOISE)
        out.writerow([f"{(x - 0.5) * 0.9:.4f}", f"{(y - 0.25) * 1.2:.4f}", label])
