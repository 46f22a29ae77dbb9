package io.jenkins.plugins.quantum.engine.gate.expectation;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the measurement groups of an observable are run: with equal shares as one need, else one need a group.
 *
 * @param allocation
 *     shots of one pass
 * @param scores
 *     what shots count for under it
 * @param needed
 *     shots that a test with one look needs, all groups together
 * @param equalNeeded
 *     the same with equal shares
 */
record GroupDesign(GateContext context, Allocation allocation, GroupScores scores, long needed, long equalNeeded) {
    /** Shots of the group that has the most of them. */
    LookPlan plan() {
        return LookPlan.of(context, needed, allocation.pass(), allocation.largest());
    }

    /** Share of the shots that are saved against equal shares. */
    double saved() {
        return 1 - (double) needed / equalNeeded;
    }

    /** {@code 4 : 1 : 1}. */
    String shares() {
        return allocation.shots().stream().map(String::valueOf).collect(Collectors.joining(" : "));
    }

    long expectedShots() {
        return ofAll(plan().expectedShots(context.workload()));
    }

    long worstShots() {
        return ofAll(plan().worstShots(context.workload()));
    }

    /** The plan counts as many shots of every group as of the one with the most. */
    private long ofAll(long shots) {
        return Math.round((double) shots * allocation.pass() / allocation.largest() / groups());
    }

    private int groups() {
        return allocation.shots().size();
    }

    List<Need> look(double scale, int number) {
        long passes = plan().look() / allocation.largest();
        if (allocation.isEqual()) {
            return List.of(Need.shots(scale, passes, 1, number));
        }
        var needs = new ArrayList<Need>();
        for (int g = 0; g < groups(); g++) {
            needs.add(Need.shots(scale, passes * allocation.shots().get(g), 1, number)
                    .of(probe(g)));
        }
        return needs;
    }

    private Probe probe(int group) {
        Workload.Task task = context.workload().tasks().get(group);
        return new Probe("group " + (group + 1) + " of " + groups(), List.of(task));
    }

    /** The evidence with the groups of each look put together, as if they had been one need; a look of which a group is missing is none. */
    Evidence whole(Evidence evidence, double scale) {
        if (allocation.isEqual()) {
            return evidence;
        }
        var byGroup = new ArrayList<List<Evidence.Batch>>();
        for (int g = 0; g < groups(); g++) {
            byGroup.add(evidence.shots(scale, probe(g)));
        }
        int complete = byGroup.stream().mapToInt(List::size).min().orElse(0);
        var batches = new ArrayList<>(evidence.batches());
        for (int i = 0; i < complete; i++) {
            int look = i;
            batches.add(new Evidence.Batch(
                    Need.shots(scale, plan().look(), 1, look),
                    byGroup.stream()
                            .map(group -> group.get(look).outcomes().get(0))
                            .toList()));
        }
        return new Evidence(batches);
    }

    /** The counts of all groups of whole looks. */
    List<List<Counts>> looks(Evidence whole, double scale) {
        return whole.shots(scale).stream()
                .map(look -> look.outcomes().stream().map(GroupDesign::together).toList())
                .toList();
    }

    private static Counts together(List<Outcome> runs) {
        return runs.stream().map(Outcome::counts).reduce(Counts::plus).orElseThrow();
    }
}
