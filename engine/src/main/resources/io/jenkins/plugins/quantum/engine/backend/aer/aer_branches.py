"""Exact distributions of circuits that measure in mid-circuit, reset or branch."""

import numpy as np
from aer_circuit import TWO_QUBITS
from aer_noise import confusion
from protocol import Refused
from qiskit import QuantumCircuit
from qiskit.circuit.library import U3Gate, UGate

MOST_BRANCHES = 4096
"""Histories of measurement results that are followed."""

MOST_AMPLITUDES = 1 << 26
"""Of all states together: 1 GiB."""

MOST_OUTCOMES = 1 << 21
"""Of one exact answer."""

LEAST_PROBABILITY = 1e-14
"""Branches and outcomes below this are rounding errors of double precision."""


class Branches:
    """Follows every history of measurement results. Aer evolves the states between measurements; here they are only
    projected and weighed. A branch is (probability, state, memory of classical bits)."""

    def __init__(self, simulation, steps, row):
        self.simulation = simulation
        self.qubits = simulation.job["qubits"]
        self.mixed = simulation.noise is not None
        dimension = 1 << self.qubits
        state = np.zeros((dimension, dimension) if self.mixed else dimension, dtype=complex)
        state.flat[0] = 1
        self.branches = [(1.0, state, 0)]
        self.values = iter(row.reshape(-1, 3).tolist())
        self.steps = self.with_angles(steps)

    def with_angles(self, steps):
        """The steps with their own angles, so that skipping one branch of a condition skips its angles too."""
        bound = []
        for step in steps:
            if step[0] == "u":
                bound.append(step + [next(self.values)])
            elif step[0] == "if":
                bound.append(step[:4] + [self.with_angles(step[4]), self.with_angles(step[5])])
            else:
                bound.append(step)
        return bound

    def distribution(self):
        body, last = split_final_measurements(self.steps)
        self.branches = self.walk(self.branches, body)
        total, width = {}, self.simulation.job["bits"]
        bits = sorted(last)
        for weight, state, memory in self.branches:
            vector = self.marginal(state, [last[bit] for bit in bits])
            vector = self.simulation.read(vector, [last[bit] for bit in bits])
            kept = memory & ~sum(1 << bit for bit in bits)
            for place in np.flatnonzero(vector > LEAST_PROBABILITY).tolist():
                outcome = kept | sum((place >> i & 1) << bit for i, bit in enumerate(bits))
                total[outcome] = total.get(outcome, 0.0) + weight * float(vector[place])
            if len(total) > MOST_OUTCOMES:
                raise Refused("too many outcomes for an exact answer; ask for shots")
        whole = sum(total.values())
        return {
            format(outcome, f"0{width}b"): round(value / whole, 15)
            for outcome, value in total.items()
            if value > LEAST_PROBABILITY
        }

    def walk(self, branches, steps):
        start = 0
        for index, step in enumerate(steps):
            if step[0] == "u" or step[0] in TWO_QUBITS or (step[0] == "r" and self.mixed):
                continue
            branches = self.evolve(branches, steps[start:index])
            start = index + 1
            if step[0] == "m":
                branches = [b for branch in branches for b in self.measure(branch, step[1], step[2])]
            elif step[0] == "r":
                branches = [b for branch in branches for b in self.reset(branch, step[1])]
            else:
                _, first, width, value, then, otherwise = step
                mask = (1 << width) - 1
                yes = [b for b in branches if b[2] >> first & mask == value]
                no = [b for b in branches if b[2] >> first & mask != value]
                branches = self.walk(yes, then) + self.walk(no, otherwise)
            branches = self.merged(branches)
        return self.evolve(branches, steps[start:])

    def evolve(self, branches, steps):
        if not steps or not branches:
            return branches
        circuits = []
        for _, state, _ in branches:
            circuit = QuantumCircuit(self.qubits)
            (circuit.set_density_matrix if self.mixed else circuit.set_statevector)(state)
            for step in steps:
                if step[0] == "u":
                    circuit.append((UGate if step[2] else U3Gate)(*step[3]), [step[1]], copy=False)
                elif step[0] in TWO_QUBITS:
                    circuit.append(TWO_QUBITS[step[0]](step), [step[1], step[2]], copy=False)
                else:
                    circuit.reset(step[1])
            (circuit.save_density_matrix if self.mixed else circuit.save_statevector)()
            circuits.append(circuit)
        key = "density_matrix" if self.mixed else "statevector"
        results = self.simulation.run(circuits)
        return [
            (weight, np.asarray(result.data.to_dict()[key]), memory)
            for (weight, _, memory), result in zip(branches, results)
        ]

    def measure(self, branch, qubit, bit):
        weight, state, memory = branch
        found = []
        table = [[1.0, 0.0], [0.0, 1.0]]
        if self.simulation.noise:
            table = confusion(self.simulation.noise["qubits"][qubit])
        for value, (share, projected) in enumerate(self.projections(state, qubit)):
            for seen in (0, 1):
                chance = weight * share * table[value][seen]
                if chance > LEAST_PROBABILITY:
                    found.append((chance, projected, memory & ~(1 << bit) | seen << bit))
        return found

    def reset(self, branch, qubit):
        weight, state, memory = branch
        found = []
        for value, (share, projected) in enumerate(self.projections(state, qubit)):
            if weight * share > LEAST_PROBABILITY:
                if value:
                    projected = projected.reshape(-1, 2, 1 << qubit)[:, ::-1, :].reshape(-1)
                found.append((weight * share, projected, memory))
        return found

    def projections(self, state, qubit):
        """For the values 0 and 1: the probability and the normalised state after it."""
        found = []
        for value in (0, 1):
            keep = ((np.arange(1 << self.qubits) >> qubit) & 1) == value
            if self.mixed:
                projected = state * np.outer(keep, keep)
                share = float(np.trace(projected).real)
                scale = share
            else:
                projected = state * keep
                share = float(np.vdot(projected, projected).real)
                scale = share**0.5
            found.append((share, projected / scale if share > LEAST_PROBABILITY else projected))
        return found

    def merged(self, branches):
        """Branches with the same memory together: mixed states add; pure states only when they are equal."""
        if not branches:
            # no history leads here
            return branches
        groups = {}
        for weight, state, memory in branches:
            group = groups.setdefault(memory, [])
            for place, (other_weight, other) in enumerate(group):
                if self.mixed:
                    whole = weight + other_weight
                    group[place] = (whole, (weight * state + other_weight * other) / whole)
                    break
                if abs(abs(np.vdot(other, state)) - 1) < 1e-13:
                    group[place] = (weight + other_weight, other)
                    break
            else:
                group.append((weight, state))
        found = [(weight, state, memory) for memory, group in groups.items() for weight, state in group]
        if len(found) > MOST_BRANCHES or len(found) * found[0][1].size > 1 << 26:
            raise Refused(f"more than {len(found) - 1} histories of measurement results; ask for shots")
        return found

    def marginal(self, state, qubits):
        """Probabilities of the listed qubits; the first listed is the lowest bit of the index."""
        whole = np.diagonal(state).real if self.mixed else np.abs(state) ** 2
        shaped = whole.reshape((2,) * self.qubits)
        axes = [self.qubits - 1 - q for q in reversed(qubits)]
        others = tuple(a for a in range(self.qubits) if a not in axes)
        kept = [a for a in range(self.qubits) if a in axes]
        summed = shaped.sum(axis=others)
        return np.transpose(summed, [kept.index(a) for a in axes]).reshape(-1)


def split_final_measurements(steps):
    """The steps without the measurements after which neither the qubit is touched nor the bit read or written, and
    these as {bit: qubit}: they can be read off the final state together."""
    body, last = [], {}
    touched, used = set(), set()
    for step in reversed(steps):
        if step[0] == "m" and step[1] not in touched and step[2] not in used and step[1] not in last.values():
            last[step[2]] = step[1]
            used.add(step[2])
            continue
        note_use(step, touched, used)
        body.append(step)
    return body[::-1], last


def note_use(step, touched, used):
    if step[0] == "if":
        used.update(range(step[1], step[1] + step[2]))
        for inner in step[4] + step[5]:
            note_use(inner, touched, used)
        return
    touched.add(step[1])
    if step[0] in TWO_QUBITS:
        touched.add(step[2])
    elif step[0] == "m":
        used.add(step[2])
