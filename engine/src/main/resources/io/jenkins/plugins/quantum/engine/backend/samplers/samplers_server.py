"""Runs problems on D-Wave's open-source samplers for the quantum-mlops engine.

A job:
  id         text, repeated in the answer
  vartype    "SPIN" (values -1 and +1) or "BINARY" (0 and 1)
  linear     one bias a variable
  quadratic  [[first, second, bias], ...], first < second
  sampler    "simulated-annealing", "tabu" or "steepest-descent"
  sweeps     of a read of simulated annealing
  runs       how many times the problem is run
  reads      of each run
  seed       0 to 2^31 - 1
The answer: {"id", "outcomes": [{outcome: count}, ...], "facts": {...}}; an outcome is a string of 0 and 1 with the highest
variable first, 1 for the value 1 or +1. Before it, any number of {"id", "progress": share} lines.
"""

import collections

import numpy as np
from protocol import send, serve, versions

VERSIONS = versions({"dwave-samplers": "dwave.samplers", "dimod": "dimod", "numpy": "numpy"})

import dimod  # noqa: E402 - only once it is known to be there
from dwave.samplers import SimulatedAnnealingSampler, SteepestDescentSampler, TabuSampler  # noqa: E402

CHUNK = 1000
"""Reads taken at once: few enough to show progress and to keep memory small."""


def sampling(job):
    """The sampler and its options, without number of reads and seed."""
    if job["sampler"] == "tabu":
        # A time limit would make results depend on the machine's speed.
        return TabuSampler(), {"timeout": None, "num_restarts": 0}
    if job["sampler"] == "steepest-descent":
        return SteepestDescentSampler(), {}
    return SimulatedAnnealingSampler(), {"num_sweeps": job["sweeps"]}


def outcomes(job):
    model = dimod.BinaryQuadraticModel(job["vartype"])
    model.add_linear_from(enumerate(job["linear"]))
    model.add_quadratic_from((first, second, bias) for first, second, bias in job["quadratic"])
    sampler, options = sampling(job)
    answers = []
    for run in range(job["runs"]):
        totals = collections.Counter()
        for chunk in range(0, job["reads"], CHUNK):
            seed = int(np.random.SeedSequence([job["seed"], run, chunk]).generate_state(1)[0]) & 0x7FFFFFFF
            reads = min(CHUNK, job["reads"] - chunk)
            found = sampler.sample(model, num_reads=reads, seed=seed, **options)
            count(found, len(job["linear"]), totals)
            done = (run + (chunk + reads) / job["reads"]) / job["runs"]
            if done < 1:
                send({"id": job["id"], "progress": done})
        answers.append(dict(totals))
    facts = {**VERSIONS, "sampler": job["sampler"]}
    if "num_sweeps" in options:
        facts["sweeps"] = str(options["num_sweeps"])
    return {"outcomes": answers, "facts": facts}


def count(found, variables, totals):
    """Adds the reads to the totals. The sampler may keep variables in an order of its own."""
    order = [found.variables.index(variable) for variable in reversed(range(variables))]
    characters = np.where(found.record.sample[:, order] > 0, ord("1"), ord("0")).astype(np.uint8)
    for row, occurrences in zip(characters, found.record.num_occurrences):
        totals[row.tobytes().decode("ascii")] += int(occurrences)


serve(VERSIONS, outcomes)
