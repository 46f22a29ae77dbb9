"""What a framework itself says of its models: prints {name: {"shapes", "values", "qubits", "probabilities"}} as JSON.

A module of models has MODELS = {name: {argument: shape}} and probabilities(name, values), which gives 2^n numbers or a
map of the outcomes that are possible. Bit i of an outcome is qubit i, or classical bit i where a model measures itself.
"""

import importlib
import json
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def answers(module):
    random = np.random.default_rng(7)
    for name, shapes in module.MODELS.items():
        values = {argument: random.uniform(-1.5, 1.5, shape) for argument, shape in shapes.items()}
        found = np.asarray(module.probabilities(name, values), dtype=float).reshape(-1)
        yield name, {
            "shapes": {argument: list(shape) for argument, shape in shapes.items()},
            "values": {argument: value.reshape(-1).tolist() for argument, value in values.items()},
            "qubits": int(np.log2(len(found))),
            "probabilities": found.tolist(),
        }


print(json.dumps(dict(answers(importlib.import_module(sys.argv[1])))))
