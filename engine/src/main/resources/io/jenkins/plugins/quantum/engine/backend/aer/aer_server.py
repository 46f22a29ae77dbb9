"""Runs circuits on Qiskit Aer for the quantum-mlops engine.

The engine sends this program and its parts as the first line of standard input, so that nothing has to be copied to
the machine that runs it.

One process serves many jobs: one JSON object a line on standard input, one a line on standard output. The
first line out is {"hello": versions} or {"error": which library is missing}.
Whatever libraries print goes to standard error. The process ends with its input.

A job:
  id          text, repeated in the answer
  qubits      number of qubits
  bits        number of classical bits; outcomes are strings with the highest bit first
  dynamic     whether it measures in mid-circuit, resets or branches
  structures  lists of steps: ["u", qubit, physical] takes the next three angles of a run, ["cx", control, target],
              ["cx-crowded", control, target] beside another one, ["zz", qubit, qubit, angle], ["m", qubit, bit], ["r", qubit], ["if", first_bit, width, value, [steps], [steps]]
  runs        [[structure, [angles...]], ...] one per set of parameters
  noise       null, or {"qubits": [{"p1", "read01", "read10", "t1", "t2"}, ...], "pairs": [[a, b, p2], ...],
              "crowded": the same for those beside another, "time1", "time2"}; times in seconds, null for "never"
  shots       per run; 0 asks for probabilities
  seed        0 to 2^31 - 1
The answer: {"id", "outcomes": [{outcome: probability or count}, ...], "facts": {...}} or
{"id", "error": what happened, "refused": whether the job can never run here}. Before it, any number of
{"id", "progress": share} lines.
"""

import collections

import numpy as np
from aer_branches import LEAST_PROBABILITY, MOST_OUTCOMES, Branches
from aer_circuit import Angles, any_measurement, append, empty_circuit
from aer_noise import confusion, noise_model
from aer_versions import VERSIONS
from protocol import Refused, send, serve
from qiskit_aer import AerSimulator

CHUNK = 64
"""Runs handed to Aer at once: enough to hide its overhead, few enough to show progress."""

SEED_STEP = 15_485_863
"""Between the seeds of batches; no multiple of the step that Aer takes between the circuits of one."""

ONE_THREAD_QUBITS = 13
"""Up to here circuits run side by side on one thread each; wider ones use all threads for one circuit. Where each shot
is a run of its own, that holds for every width."""

SLICES = 8
"""Parts that the shots of one run are cut into where each shot is a run of its own: parts run side by side, each with
its own seed, so that counts do not depend on the number of threads."""


class Simulation:
    """One job on one configured simulator."""

    def __init__(self, job):
        self.job = job
        self.noise = job["noise"]
        width = job["qubits"]
        exact = job["shots"] == 0
        self.method = "statevector"
        if self.noise and (exact or (width <= job["densityQubits"] and not job["dynamic"])):
            self.method = "density_matrix"
        self.shot_by_shot = not exact and (job["dynamic"] or (self.noise and self.method == "statevector"))
        options = {"method": self.method, "max_parallel_shots": 1}
        if width <= ONE_THREAD_QUBITS or self.shot_by_shot:
            options["max_parallel_experiments"] = 0
        model = None
        if self.noise:
            model = noise_model(self.noise, width, as_channel=self.method == "density_matrix")
        if model is not None:
            # given at construction: as a run option it has been ignored by some releases
            options["noise_model"] = model
        self.simulator = AerSimulator(**options)

    def run(self, circuits, binds=None, shots=1, place=0):
        # Aer gives every circuit of a batch its own seed, derived from that of the batch and the circuit's place in it
        options = {"seed_simulator": (self.job["seed"] + SEED_STEP * place) & 0x7FFFFFFF, "shots": shots}
        if binds:
            options["parameter_binds"] = binds
        result = self.simulator.run(circuits, **options).result()
        if not result.success:
            details = [str(r.status) for r in result.results if not r.success]
            raise RuntimeError("Aer: " + (details[0] if details else str(result.status)))
        return result.results

    def facts(self):
        return {
            **VERSIONS,
            "method": self.method,
            "noiseOn": "u,cx,measure" if self.noise else "none",
        }

    def outcomes(self):
        """One dictionary a run, in the order of the job."""
        answers = [None] * len(self.job["runs"])
        done = 0
        for chunk, (structure, indices) in enumerate(self.chunks()):
            for index, answer in zip(indices, self.batch(structure, indices, chunk)):
                answers[index] = answer
            done += len(indices)
            if done < len(answers):
                send({"id": self.job["id"], "progress": done / len(answers)})
        return answers

    def chunks(self):
        """Runs of the same structure together."""
        by_structure = {}
        for index, (structure, _) in enumerate(self.job["runs"]):
            by_structure.setdefault(structure, []).append(index)
        for structure, indices in by_structure.items():
            for start in range(0, len(indices), CHUNK):
                yield self.job["structures"][structure], indices[start : start + CHUNK]

    def batch(self, steps, indices, chunk):
        angles = np.array([self.job["runs"][i][1] for i in indices], dtype=float)
        if not np.isfinite(angles).all():
            raise Refused("an angle is not a finite number")
        if self.job["shots"]:
            return self.sample(steps, angles, chunk)
        if self.job["dynamic"]:
            return [Branches(self, steps, row).distribution() for row in angles]
        return self.probabilities(steps, angles)

    def sample(self, steps, rows, chunk):
        bits, shots = self.job["bits"], self.job["shots"]
        if not any_measurement(steps):
            return [{"0" * bits: shots}] * len(rows)
        circuit, columns = empty_circuit(self.job), Angles(rows.T)
        append(circuit, steps, columns)
        copies = 1 if columns.binds else len(rows)
        parts = [(1, shots)]
        if self.shot_by_shot and shots >= SLICES:
            parts = [(SLICES, shots // SLICES), (1, shots % SLICES)]
        totals = [collections.Counter() for _ in rows]
        for place, (repeats, part) in enumerate(parts):
            if part:
                circuits = [circuit] * (copies * repeats)
                binds = [columns.binds] * len(circuits) if columns.binds else None
                results = self.run(circuits, binds, part, place=2 * chunk + place)
                for index, result in enumerate(results):
                    totals[index % len(rows)].update(result.data.counts)
        return [{format(int(key, 16), f"0{bits}b"): count for key, count in total.items()} for total in totals]

    def probabilities(self, steps, rows):
        """Every measurement is its qubit's last step, so the final state has all: marginals in the order of bits."""
        measured = {step[2]: step[1] for step in steps if step[0] == "m"}
        circuit, columns = empty_circuit(self.job), Angles(rows.T)
        append(circuit, [step for step in steps if step[0] != "m"], columns)
        bits = sorted(measured)
        if not bits:
            return [{"0" * self.job["bits"]: 1.0}] * len(rows)
        circuit.save_probabilities([measured[bit] for bit in bits])
        results = self.run([circuit], [columns.binds] if columns.binds else None)
        answers = []
        for result in results:
            vector = self.read(np.asarray(result.data.probabilities), [measured[bit] for bit in bits])
            answers.append(self.as_dictionary(vector, bits))
        return answers * (len(rows) // len(answers))

    def read(self, vector, qubits):
        """The readout confusion of each qubit; qubit i of the list is bit i of the index."""
        if not self.noise:
            return vector
        for place, qubit in enumerate(qubits):
            errors = self.noise["qubits"][qubit]
            if errors["read01"] > 0 or errors["read10"] > 0:
                shaped = vector.reshape(-1, 2, 1 << place)
                vector = np.einsum("hil,io->hol", shaped, np.array(confusion(errors))).reshape(-1)
        return vector

    def as_dictionary(self, vector, bits):
        """Probabilities over the listed bits as outcomes over all bits; bits never written are 0."""
        places = np.flatnonzero(vector > LEAST_PROBABILITY)
        if len(places) > MOST_OUTCOMES:
            raise Refused(f"{len(places)} outcomes are too many for an exact answer; ask for shots")
        # 15 digits: sums of parallel parts may differ in the last bit from run to run
        values = [round(value, 15) for value in (vector[places] / vector[places].sum()).tolist()]
        width = self.job["bits"]
        if bits == list(range(width)):
            return {format(place, f"0{width}b"): value for place, value in zip(places.tolist(), values)}
        answer = {}
        for place, value in zip(places.tolist(), values):
            outcome = sum((place >> i & 1) << bit for i, bit in enumerate(bits))
            answer[format(outcome, f"0{width}b")] = value
        return answer


def answer(job):
    simulation = Simulation(job)
    try:
        return {"outcomes": simulation.outcomes(), "facts": simulation.facts()}
    except MemoryError:
        raise RuntimeError(f"not enough memory for {job['qubits']} qubits") from None


serve(VERSIONS, answer)
