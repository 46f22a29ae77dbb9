"""Runs circuits on Amazon Braket's local simulators for the quantum-mlops engine.

A job:
  id        text, repeated in the answer
  programs  OpenQASM 3 as Braket reads it, one a run, each with a probability result as its only result
  readout   for each classical bit, highest first, the place of its qubit among the result's targets, or -1 for none
  noisy     whether programs have noise pragmas, which take density matrices
  shots     of each run; 0 asks for probabilities
  seed      0 to 2^31 - 1
The answer: {"id", "outcomes": [{outcome: probability or count}, ...], "facts": {...}}. Before it, any number of
{"id", "progress": share} lines.
"""

import numpy as np
from protocol import Refused, send, serve, versions

VERSIONS = versions({"amazon-braket-default-simulator": "braket.default_simulator", "numpy": "numpy"})

from braket.default_simulator.density_matrix_simulator import DensityMatrixSimulator  # noqa: E402
from braket.default_simulator.state_vector_simulator import StateVectorSimulator  # noqa: E402
from braket.ir.openqasm import Program  # noqa: E402

MOST_OUTCOMES = 1 << 20
"""Of one exact answer."""

LEAST_PROBABILITY = 1e-14
"""Probabilities below this are rounding errors of double precision."""


def outcomes(job):
    simulator = DensityMatrixSimulator() if job["noisy"] else StateVectorSimulator()
    answers = []
    for run, source in enumerate(job["programs"]):
        result = simulator.run_openqasm(Program(source=source), shots=0)
        vector = np.asarray(result.resultTypes[0].value, dtype=float)
        answers.append(answer(job, vector, run))
        if run + 1 < len(job["programs"]):
            send({"id": job["id"], "progress": (run + 1) / len(job["programs"])})
    method = simulator.DEVICE_ID if hasattr(simulator, "DEVICE_ID") else type(simulator).__name__
    return {"outcomes": answers, "facts": {**VERSIONS, "method": method}}


def answer(job, vector, run):
    """Braket's simulators draw shots without a seed: they are drawn here, from the probabilities."""
    vector = np.where(vector > LEAST_PROBABILITY, vector, 0)
    vector /= vector.sum()
    if job["shots"]:
        vector = np.random.default_rng([job["seed"], run]).multinomial(job["shots"], vector)
    places = np.flatnonzero(vector)
    if len(places) > MOST_OUTCOMES:
        raise Refused(f"{len(places)} outcomes are too many for an exact answer; ask for shots")
    width = int(vector.size).bit_length() - 1
    totals = {}
    for place in places.tolist():
        bits = format(place, f"0{width}b") if width else ""
        outcome = "".join(bits[target] if target >= 0 else "0" for target in job["readout"])
        value = int(vector[place]) if job["shots"] else round(float(vector[place]), 15)
        totals[outcome] = totals.get(outcome, 0) + value
    return totals


serve(VERSIONS, outcomes)
