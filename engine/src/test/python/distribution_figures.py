"""Figures of counts against an ideal law, by Cirq and Qiskit: reads cases from stdin, writes answers to stdout."""

import json
import sys

import cirq
import numpy as np
from qiskit.quantum_info import hellinger_fidelity

LINEAR = cirq.experiments.fidelity_estimation.linear_xeb_fidelity_from_probabilities
LOG = cirq.experiments.fidelity_estimation.log_xeb_fidelity_from_probabilities


def shots(values, counts):
    return np.repeat(np.asarray(values), counts)


answers = []
for case in json.load(sys.stdin):
    weights, counts, floor = np.array(case["weights"]), np.array(case["counts"]), case["floor"]
    dimension = len(weights)
    ideal = weights / weights.sum()
    floored = (1 - floor) * ideal + floor / dimension
    uniform = np.ones(dimension, dtype=int)
    # Cirq takes ideal probabilities of observed outcomes and normalises for Porter-Thomas laws: the estimate for a perfect device
    # takes the place of that, and for the logarithm the estimate for pure noise is the zero
    linear = LINEAR(dimension, shots(ideal, counts)) / LINEAR(dimension, shots(ideal, weights))
    noise = LOG(dimension, shots(floored, uniform))
    log = (LOG(dimension, shots(floored, counts)) - noise) / (LOG(dimension, shots(floored, weights)) - noise)
    names = [format(i, "b") for i in range(dimension)]
    hellinger = hellinger_fidelity(
        dict(zip(names, ideal.tolist())), {name: int(count) for name, count in zip(names, counts) if count}
    )
    answers.append({"linear": float(linear), "log": float(log), "hellinger": float(hellinger)})
json.dump(answers, sys.stdout)
