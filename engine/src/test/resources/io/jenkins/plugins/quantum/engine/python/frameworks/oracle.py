"""What a framework itself says of its models, and what the exporter makes of them. Prints {name: {"qasm", "values", "qubits",
"probabilities", "observables"}} as JSON.

A module of models has MODELS = {name: {argument: shape}} and probabilities(name, values), which gives 2^n numbers.
Bit i of an outcome is qubit i, or classical bit i where a model measures itself.
"""

import importlib
import json
import pathlib
import sys
import types

import numpy as np

HERE = pathlib.Path(__file__).resolve()
sys.path.insert(0, str(HERE.parent))
exporters = sys.modules["qmlops_exporter"] = types.ModuleType("qmlops_exporter")
exporters.__path__ = [sys.argv[2]]
exporter = importlib.import_module("qmlops_exporter.exporter")


def answers(module):
    random = np.random.default_rng(7)
    for name, shapes in module.MODELS.items():
        values = {argument: random.uniform(-1.5, 1.5, shape) for argument, shape in shapes.items()}
        found = np.asarray(module.probabilities(name, values), dtype=float).reshape(-1)
        sizes = {argument: list(shape) for argument, shape in shapes.items()}
        exported = exporter.export_object(exporter.made(getattr(module, name), name), name, sizes)
        assert {group: info["shape"] for group, info in exported["groups"].items()} == sizes, exported["groups"]
        yield name, {
            "qasm": exported["qasm"],
            "observables": exported["observables"],
            "values": {argument: value.reshape(-1).tolist() for argument, value in values.items()},
            "qubits": int(np.log2(len(found))),
            "probabilities": found.tolist(),
        }


print(json.dumps(dict(answers(importlib.import_module(sys.argv[1])))))
