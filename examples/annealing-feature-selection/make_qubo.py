"""Makes features.json: which measurements of a tumour should a classifier use?

Needs: pip install scikit-learn. Run in this folder: python make_qubo.py

Every feature is a variable of value 0 (left out) or 1 (used). Its bias is minus its relevance, the absolute correlation with the diagnosis;
the coupling of two features is WEIGHT times their redundancy, the absolute correlation with each other:

    E(x) = -sum relevance_i x_i + WEIGHT sum redundancy_ij x_i x_j
"""

import itertools
import json

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

WEIGHT = 0.5
MEASURED = ("radius", "texture", "smoothness", "concavity", "concave points", "symmetry")

data = load_breast_cancer()
columns = [i for i, name in enumerate(data.feature_names) if name.startswith(("mean", "worst")) and name.endswith(MEASURED)]
names = [str(data.feature_names[i]) for i in columns]
points = data.data[:, columns]
correlation = np.abs(np.corrcoef(np.column_stack([points, data.target]), rowvar=False))
count = len(names)

linear = {name: round(float(-correlation[i, count]), 6) for i, name in enumerate(names)}
quadratic = [
    [names[i], names[j], round(float(WEIGHT * correlation[i, j]), 6)]
    for i, j in itertools.combinations(range(count), 2)
]
with open("features.json", "w", encoding="utf-8") as file:
    file.write('{\n "linear": {\n  ')
    file.write(",\n  ".join(f"{json.dumps(name)}: {bias}" for name, bias in linear.items()))
    file.write('\n },\n "quadratic": [\n  ')
    file.write(",\n  ".join(json.dumps(coupling) for coupling in quadratic))
    file.write("\n ]\n}\n")


def energies():
    """Of all choices."""
    states = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    total = states @ np.array([linear[name] for name in names])
    for one, other, bias in quadratic:
        total += bias * states[:, names.index(one)] * states[:, names.index(other)]
    return states, total


states, total = energies()
best = int(np.argmin(total))
chosen = [names[i] for i in range(count) if states[best, i]]
levels = np.unique(np.round(total, 6))
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
few = cross_val_score(model, points[:, states[best] == 1], data.target, cv=10).mean()
many = cross_val_score(model, points, data.target, cv=10).mean()
print(f"optimum {total[best]:.6f}, next level {levels[1]:.6f}, mean {total.mean():.6f}, highest {total.max():.6f}")
print(f"chosen: {', '.join(chosen)}")
print(f"accuracy of logistic regression, 10-fold: {few:.3f} with these {len(chosen)}, {many:.3f} with all {count}")
