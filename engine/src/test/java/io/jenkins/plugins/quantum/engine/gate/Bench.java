package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.EnergyLevels;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/** Builds contexts and evidence for tests of gates. Immutable: every call gives a changed copy. */
public record Bench(
        GateSpec spec,
        Workload workload,
        Capabilities backend,
        boolean exact,
        boolean noisy,
        int rounds,
        long shotLimit,
        int sharing,
        Optional<GateContext.Baseline> baseline,
        Money cost) {
    public static final Capabilities BUILTIN = new Capabilities("builtin", true, 16, 12, 18, true, false, true, true);
    public static final Capabilities GARNET = new Capabilities("braket", false, 20, 20, 20, false, false, false, false);

    /** A gate on a simulator without noise, decided by probabilities. */
    public static Bench of(String gate, Workload workload) {
        return new Bench(
                new GateSpec(gate, Map.of(), new SourcePosition("quantum.yml", 18, 7), Map.of()),
                workload,
                BUILTIN,
                true,
                false,
                1,
                0,
                1,
                Optional.empty(),
                Money.zero());
    }

    public Bench with(String option, Object value) {
        var options = new HashMap<>(spec.options());
        options.put(option, value instanceof Integer whole ? whole.doubleValue() : value);
        var positions = new HashMap<>(spec.optionPositions());
        positions.put(option, new SourcePosition("quantum.yml", 19, 7 + positions.size()));
        return new Bench(
                new GateSpec(spec.kind(), options, spec.at(), positions),
                workload,
                backend,
                exact,
                noisy,
                rounds,
                shotLimit,
                sharing,
                baseline,
                cost);
    }

    public Bench withNoise() {
        return new Bench(spec, workload, backend, exact, true, rounds, shotLimit, sharing, baseline, cost);
    }

    public Bench withShots(int looks) {
        return new Bench(spec, workload, backend, false, noisy, looks, shotLimit, sharing, baseline, cost);
    }

    public Bench onHardware(int looks) {
        return new Bench(spec, workload, GARNET, false, true, looks, shotLimit, sharing, baseline, cost);
    }

    public Bench withShotLimit(long limit) {
        return new Bench(spec, workload, backend, exact, noisy, rounds, limit, sharing, baseline, cost);
    }

    public Bench sharedBy(int gates) {
        return new Bench(spec, workload, backend, exact, noisy, rounds, shotLimit, gates, baseline, cost);
    }

    public Bench withBaseline(double mean, double deviation, int runs) {
        return new Bench(
                spec,
                workload,
                backend,
                exact,
                noisy,
                rounds,
                shotLimit,
                sharing,
                Optional.of(new GateContext.Baseline(mean, deviation, runs)),
                cost);
    }

    public Bench costing(String usd) {
        return new Bench(spec, workload, backend, exact, noisy, rounds, shotLimit, sharing, baseline, Money.usd(usd));
    }

    public GateContext context() {
        return new GateContext(
                "iris",
                spec,
                workload,
                backend,
                exact,
                noisy,
                noisy ? "heron-r2" : "none",
                new GateContext.ErrorShare(0.01 / sharing, 0.05, sharing),
                rounds,
                shotLimit,
                42,
                baseline,
                cost);
    }

    // ---- workloads ----

    /** A circuit that measures some qubits; what it does before is up to the evidence. */
    public static Workload circuit(int qubits) {
        return new Workload(
                List.of(task(qubits, List.of(Map.of()))), new Readout.Outcomes(), metrics(qubits), "digest");
    }

    /** A classifier of two classes by bit 0 on labelled points. */
    public static Workload model(List<String> labels, int shots) {
        return model(labels, List.of("setosa", "versicolor"), new Readout.Decision.Bit(0), shots, 1);
    }

    public static Workload model(
            List<String> labels, List<String> classes, Readout.Decision decision, int shots, int tasks) {
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            bindings.add(Map.of("x", (double) i));
        }
        return new Workload(
                Collections.nCopies(tasks, task(2, bindings)),
                new Readout.Classification(labels, classes, decision, shots),
                metrics(2),
                "digest");
    }

    /** An observable measured in groups. */
    public static Workload observable(Readout.Expectation readout) {
        return new Workload(
                Collections.nCopies(readout.groups().size(), task(2, List.of(Map.of()))),
                readout,
                metrics(2),
                "digest");
    }

    /** A problem with its levels, if few enough variables. */
    public static Workload problem(BinaryQuadraticModel problem, double optimum) {
        boolean small = problem.variables() <= EnergyLevels.MOST_VARIABLES;
        var names = new ArrayList<String>();
        for (int i = 0; i < problem.variables(); i++) {
            names.add("v" + i);
        }
        return new Workload(
                List.of(new Workload.Task("problem", problem, List.of(Map.of()))),
                new Readout.Energies(
                        problem, names, optimum, small ? Optional.of(EnergyLevels.of(problem)) : Optional.empty()),
                CircuitMetrics.of(problem),
                "digest");
    }

    private static Workload.Task task(int qubits, List<Map<String, Double>> bindings) {
        var steps = new ArrayList<Instruction>();
        for (int q = 0; q < qubits; q++) {
            steps.add(new Instruction.Measure(q, q));
        }
        return new Workload.Task(
                "task",
                new Circuit(
                        List.of(new Register("q", 0, qubits)), List.of(new Register("c", 0, qubits)), List.of(), steps),
                bindings);
    }

    public static CircuitMetrics metrics(int qubits) {
        return new CircuitMetrics(qubits, 9, 5, 4, 7, 3, 2, qubits, 4);
    }

    // ---- distributions ----

    /** {@code "000", .5, "111", .5} */
    public static Distribution distribution(Object... outcomesAndProbabilities) {
        var map = new TreeMap<String, Double>();
        for (int i = 0; i < outcomesAndProbabilities.length; i += 2) {
            map.put((String) outcomesAndProbabilities[i], ((Number) outcomesAndProbabilities[i + 1]).doubleValue());
        }
        return new Distribution(map.firstKey().length(), map);
    }

    /** A distribution mixed with uniform noise: {@code share} of the signal is left. */
    public static Distribution faded(Distribution ideal, double share) {
        var map = new TreeMap<String, Double>();
        int count = 1 << ideal.bits();
        for (int i = 0; i < count; i++) {
            String outcome = String.format("%" + ideal.bits() + "s", Integer.toBinaryString(i))
                    .replace(' ', '0');
            map.put(outcome, share * ideal.of(outcome) + (1 - share) / count);
        }
        return new Distribution(ideal.bits(), map);
    }

    /** Two bits; bit 0 is 1 with a probability. */
    public static Distribution bit(double one) {
        return distribution("00", 1 - one, "01", one);
    }

    public static Distribution ghz(int qubits) {
        return distribution("0".repeat(qubits), .5, "1".repeat(qubits), .5);
    }

    // ---- evidence ----

    public static Evidence.Batch batch(Need need, Distribution... byBinding) {
        return new Evidence.Batch(
                need, List.of(List.of(byBinding).stream().map(Outcome::exact).toList()));
    }

    public static Evidence.Batch byTask(Need need, Distribution... byTask) {
        return new Evidence.Batch(
                need,
                List.of(byTask).stream().map(d -> List.of(Outcome.exact(d))).toList());
    }

    /** An average over batches of draws, for a single binding. */
    public static Evidence.Batch averaged(Need need, Distribution mean, Distribution... batches) {
        return new Evidence.Batch(need, List.of(List.of(Outcome.averaged(mean, List.of(batches)))));
    }

    public static Evidence evidence(Evidence.Batch... batches) {
        return new Evidence(List.of(batches));
    }

    public static Evidence plus(Evidence evidence, Evidence.Batch... batches) {
        var all = new ArrayList<>(evidence.batches());
        all.addAll(List.of(batches));
        return new Evidence(all);
    }

    /** Shots of a need, drawn from a distribution for each task and binding. */
    public static Evidence.Batch sampled(Need need, List<List<Distribution>> truth, UniformRandomProvider random) {
        var outcomes = new ArrayList<List<Outcome>>();
        for (List<Distribution> task : truth) {
            var list = new ArrayList<Outcome>();
            for (int r = 0; r < need.repeats(); r++) {
                for (Distribution point : task) {
                    list.add(Outcome.sampled(counts(point, need.shots(), random)));
                }
            }
            outcomes.add(list);
        }
        return new Evidence.Batch(need, outcomes);
    }

    public static Counts counts(Distribution law, long shots, UniformRandomProvider random) {
        var outcomes = List.copyOf(law.probabilities().keySet());
        double[] cumulative =
                outcomes.stream().mapToDouble(law.probabilities()::get).toArray();
        Arrays.parallelPrefix(cumulative, Double::sum);
        long[] seen = new long[cumulative.length];
        for (long s = 0; s < shots; s++) {
            int at = Arrays.binarySearch(cumulative, random.nextDouble());
            seen[Math.min(cumulative.length - 1, at < 0 ? -at - 1 : at + 1)]++;
        }
        var counts = new TreeMap<String, Long>();
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] > 0) {
                counts.put(outcomes.get(i), seen[i]);
            }
        }
        return new Counts(law.bits(), counts);
    }

    // ---- answers ----

    public static Judgement.Decided decided(Judgement judgement) {
        if (judgement instanceof Judgement.Decided decided) {
            return decided;
        }
        throw new AssertionError("expected a decision, got " + judgement);
    }

    public static Judgement.More more(Judgement judgement) {
        if (judgement instanceof Judgement.More more) {
            return more;
        }
        throw new AssertionError("expected a wish for more, got " + judgement);
    }

    public static Proposal.Accepted accepted(Proposal proposal) {
        if (proposal instanceof Proposal.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("expected to be accepted, got " + proposal);
    }

    public static Proposal.Refused refused(Proposal proposal) {
        if (proposal instanceof Proposal.Refused refused) {
            return refused;
        }
        throw new AssertionError("expected to be refused, got " + proposal);
    }

    /** Plays a gate to its end on shots that are drawn from a truth, as the run would: at most the context's rounds. */
    public static Judgement.Decided play(
            Gate gate,
            GateContext context,
            Evidence references,
            List<List<Distribution>> truth,
            UniformRandomProvider random) {
        Evidence evidence = references;
        for (int round = 0; ; round++) {
            Judgement judgement = gate.judge(context, evidence);
            if (judgement instanceof Judgement.Decided decided) {
                return decided;
            }
            var more = (Judgement.More) judgement;
            if (round >= context.rounds()) {
                return new Judgement.Decided(Verdict.INCONCLUSIVE, more.soFar());
            }
            for (Need need : more.needs()) {
                evidence = plus(evidence, sampled(need, truth, random));
            }
        }
    }
}
