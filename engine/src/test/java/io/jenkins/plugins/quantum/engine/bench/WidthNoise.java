package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.gate.fidelity.FidelityGate;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.stats.Distances;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Plays the fidelity gate on circuits of several kinds and widths under several kinds of noise. Qiskit Aer computes their laws exactly up to
 * {@link #WIDEST_EXACT} qubits; beyond, where a density matrix does not fit into memory, the shares of {@link #TRAJECTORIES} of its trajectories
 * stand for the law.
 */
final class WidthNoise {
    private static final double COHERENT = .6;
    private static final double BELOW_PREDICTION = .11;
    private static final double MARGIN = .08;
    /** The density matrix of 12 qubits takes 256 MB, that of 16 would take 64 GB. */
    static final int WIDEST_EXACT = 12;

    /** The standard deviation of a score is about 1: the expectation is known to .007. */
    static final long TRAJECTORIES = 20_000;

    private final KeptAer aer;
    private final int plays;
    private final long shots;
    private int jobs;

    /**
     * A bench.
     *
     * @param plays
     *     of the gate for each subject
     * @param shots
     *     of the measured score
     */
    WidthNoise(KeptAer aer, int plays, long shots) {
        this.aer = aer;
        this.plays = plays;
        this.shots = shots;
    }

    /** One circuit under one noise model: the score, and how often the gate is red on healthy and on faulty subjects. */
    Row row(Families family, int qubits, NoiseModel noise) throws BackendException {
        Circuit circuit = family.circuit(qubits, 0);
        Distribution ideal = exact(circuit, NoiseModel.none());
        Distribution predicted = law(circuit, noise);
        Counts counted = run(circuit, noise, qubits <= WIDEST_EXACT ? shots : Math.min(shots, TRAJECTORIES))
                .counts();
        var table = new OutcomeTable(List.of(ideal, predicted, counted.frequencies()));
        double dimension = Math.pow(2, qubits);
        double[] p = table.row(ideal);
        double[] f = table.row(counted.frequencies());
        var score = new LinearScore(p, dimension);
        double expected = score.mean(table.row(predicted));
        Bench bench = bench(circuit, expected);
        Evidence references = new Evidence(
                List.of(Bench.batch(Need.reference(0, 0), ideal), Bench.batch(Need.reference(1, 400), predicted)));
        Proposal proposal = new FidelityGate().refine(bench.context(), references);
        boolean feasible = proposal instanceof Proposal.Accepted;
        return new Row(
                family.name().toLowerCase(Locale.ROOT),
                qubits,
                noise.name(),
                expected,
                score.mean(f),
                Distances.hellingerFidelity(p, f),
                Distances.totalVariation(p, f),
                Distances.normalizedHellingerFidelity(p, f, dimension),
                proposal instanceof Proposal.Accepted accepted ? accepted.worstShots() : 0,
                feasible ? red(bench, references, predicted, "healthy") : Double.NaN,
                feasible
                        ? red(bench, references, law(family.circuit(qubits, COHERENT), noise), "coherent")
                        : Double.NaN,
                feasible ? red(bench, references, stuck(predicted), "stuck") : Double.NaN);
    }

    private Bench bench(Circuit circuit, double expected) {
        var workload = new Workload(
                List.of(new Workload.Task("task", circuit, List.of(Map.of()))),
                new Readout.Outcomes(),
                Bench.metrics(circuit.qubits()),
                "digest");
        return Bench.of("fidelity", workload)
                .withNoise()
                .withShots(10)
                .withShotLimit(200_000)
                .with("min", Math.max(.01, expected - BELOW_PREDICTION))
                .with("margin", MARGIN);
    }

    private double red(Bench bench, Evidence references, Distribution truth, String name) {
        int red = 0;
        for (int play = 0; play < plays; play++) {
            var random = Seed.generator(Seed.derive(6, name, Integer.toString(play)));
            Judgement.Decided answer =
                    Bench.play(new FidelityGate(), bench.context(), references, List.of(List.of(truth)), random);
            red += answer.verdict() == Verdict.FAIL ? 1 : 0;
        }
        return red / (double) plays;
    }

    /** The same with the bit read as 0 that is 1 about as often as 0: one that hardly ever is 1 would not miss much. */
    private static Distribution stuck(Distribution law) {
        int at = IntStream.range(0, law.bits())
                .boxed()
                .min(Comparator.comparingDouble(
                        bit -> Math.abs(.5 - law.mean(outcome -> outcome.charAt(bit) == '1' ? 1 : 0))))
                .orElseThrow();
        var map = new TreeMap<String, Double>();
        law.probabilities()
                .forEach((outcome, p) ->
                        map.merge(outcome.substring(0, at) + "0" + outcome.substring(at + 1), p, Double::sum));
        return new Distribution(law.bits(), map);
    }

    private Distribution exact(Circuit circuit, NoiseModel noise) throws BackendException {
        return run(circuit, noise, 0).distribution();
    }

    private Distribution law(Circuit circuit, NoiseModel noise) throws BackendException {
        return circuit.qubits() <= WIDEST_EXACT
                ? exact(circuit, noise)
                : run(circuit, noise, TRAJECTORIES).counts().frequencies();
    }

    private Outcome run(Circuit circuit, NoiseModel noise, long number) throws BackendException {
        var request = new JobRequest("width-" + jobs++, circuit, List.of(Map.of()), noise, number, 0, jobs, true);
        return aer.run(List.of(request)).get(0).outcomes().get(0);
    }

    /** One circuit under one noise model. */
    record Row(
            String circuit,
            int qubits,
            String noise,
            double expected,
            double measured,
            double hellinger,
            double tvd,
            double qedC,
            long atMost,
            double healthyRed,
            double coherentRed,
            double stuckRed) {
        /** Whether the gate can decide within the shots allowed. */
        boolean feasible() {
            return atMost > 0;
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %s | %s | %s | %s |",
                    circuit,
                    qubits,
                    noise,
                    expected,
                    measured,
                    hellinger,
                    tvd,
                    qedC,
                    feasible() ? Long.toString(atMost) : "refused",
                    percent(healthyRed),
                    percent(coherentRed),
                    percent(stuckRed));
        }

        private static String percent(double share) {
            return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
        }

        static String heading() {
            var names = new ArrayList<>(
                    List.of("circuit", "qubits", "noise", "exact score", "measured", "Hellinger", "TVD"));
            names.addAll(List.of("QED-C", "shots at most", "healthy red", "coherent red", "stuck red"));
            return "| " + String.join(" | ", names) + " |\n|---|---:|---|" + "---:|".repeat(names.size() - 3);
        }
    }
}
