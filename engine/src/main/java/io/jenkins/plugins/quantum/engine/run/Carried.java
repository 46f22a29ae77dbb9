package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What earlier runs bring to a test: their looks, in order, as if this run had taken them.
 *
 * @param batches
 *     earlier looks
 * @param decided
 *     gates that decided in an earlier run, each with the number of looks that it had seen: it is shown these and no more, so that its verdict
 *     is the same again and no test made for one look is made twice
 * @param hypothesis
 *     what they are evidence about; empty where this run's evidence cannot be kept either
 * @param note
 *     what a reader must know; empty for nothing
 */
record Carried(
        List<Evidence.Batch> batches, Map<String, Integer> decided, Optional<Hypothesis> hypothesis, String note) {
    Carried {
        batches = List.copyOf(batches);
        decided = Map.copyOf(decided);
    }

    /** Nothing is carried or kept. */
    static Carried nothing(String note) {
        return new Carried(List.of(), Map.of(), Optional.empty(), note);
    }

    /** What the kept evidence of earlier runs, the oldest first, brings to a test. */
    static Carried of(Plan.PlannedTest test, Hypothesis hypothesis, List<KeptEvidence> kept) {
        List<KeptEvidence> same = kept.stream()
                .filter(evidence ->
                        hypothesis.differences(evidence.hypothesis()).isEmpty())
                .toList();
        String name = test.spec().name() + " on " + test.backend().name();
        if (same.isEmpty()) {
            return new Carried(
                    List.of(),
                    Map.of(),
                    Optional.of(hypothesis),
                    kept.isEmpty()
                            ? ""
                            : name + ": the evidence of earlier runs is not carried over, for "
                                    + String.join(
                                            ", ",
                                            hypothesis.differences(
                                                    kept.get(kept.size() - 1).hypothesis()))
                                    + " changed.");
        }
        Map<String, Probe> probes = new HashMap<>();
        test.gates().forEach(gate -> gate.proposal().needs().forEach(need -> need.probe()
                .ifPresent(probe -> probes.put(Hypothesis.probe(probe), probe))));
        if (same.stream()
                .flatMap(evidence -> evidence.looks().stream())
                .anyMatch(look -> !fits(look, probes, test.workload()))) {
            return new Carried(
                    List.of(),
                    Map.of(),
                    Optional.of(hypothesis),
                    name
                            + ": the evidence of earlier runs is not carried over, for it does not fit the test's programs.");
        }
        List<Evidence.Batch> batches = new ArrayList<>();
        Map<String, Integer> decided = new HashMap<>();
        Set<List<Object>> taken = new HashSet<>();
        for (KeptEvidence evidence : same) {
            for (KeptEvidence.Look look : evidence.looks()) {
                // two runs at the same time took the same look: on a simulator the same shots
                if (taken.add(List.of(look.scale(), look.number(), look.probe()))) {
                    batches.add(new Evidence.Batch(need(look, probes), look.outcomes()));
                }
            }
            evidence.decided().forEach(decided::putIfAbsent);
        }
        long shots = batches.stream().mapToLong(Carried::shots).sum();
        return new Carried(
                batches,
                decided,
                Optional.of(hypothesis),
                name + ": " + Wording.count(shots, "shot") + " of " + Wording.count(same.size(), "earlier run")
                        + " are carried over; program, gates, backend and calibration are the same.");
    }

    /** Whether a look has an answer for every run of every program. */
    private static boolean fits(KeptEvidence.Look look, Map<String, Probe> probes, Workload workload) {
        if (!look.probe().isEmpty() && !probes.containsKey(look.probe())) {
            return false;
        }
        List<Integer> expected = need(look, probes).tasks(workload).stream()
                .map(task -> task.bindings().size() * look.repeats())
                .toList();
        return expected.equals(look.outcomes().stream().map(List::size).toList());
    }

    private static Need need(KeptEvidence.Look look, Map<String, Probe> probes) {
        Need need = Need.shots(look.scale(), look.shots(), look.repeats(), look.number());
        return look.probe().isEmpty() ? need : need.of(probes.get(look.probe()));
    }

    /** How many looks earlier runs took. */
    int looks() {
        return batches.stream().mapToInt(batch -> batch.need().look() + 1).max().orElse(0);
    }

    /** Shots of a batch, over all its circuits. */
    static long shots(Evidence.Batch batch) {
        return batch.outcomes().stream().mapToLong(List::size).sum()
                * batch.need().shots();
    }

    /** Whether a look of it answers what a gate wants first. */
    boolean covers(Need need) {
        return Hypothesis.shots(need)
                && batches.stream()
                        .anyMatch(batch -> batch.need().scale() == need.scale()
                                && batch.need().probe().equals(need.probe()));
    }
}
