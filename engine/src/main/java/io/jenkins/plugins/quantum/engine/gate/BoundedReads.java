package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.BettingInterval;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A sequential test of the mean of a score of an annealer's reads. The score of a read is at most 1, which is best, and has a lowest value;
 * nothing else is assumed of it.
 */
public final class BoundedReads {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final double lowest;
    private final double variance;

    /** Costs some milliseconds: made at its first use. */
    private LookPlan plan;

    /**
     * A test.
     *
     * @param line
     *     of the mean score
     * @param lowest
     *     score of a read
     * @param variance
     *     that reads are planned with; a wrong one costs reads, never errors
     */
    public BoundedReads(GateContext context, Line line, double lowest, double variance) {
        this.context = context;
        this.line = line;
        this.lowest = lowest;
        this.variance = variance;
    }

    private double margin() {
        return line.good() - line.bad();
    }

    /** What to measure first, or why the reads allowed cannot decide. */
    public Proposal proposal() {
        LookPlan layout = plan();
        Optional<Proposal.Refused> refused = layout.refusal(context, variance, 1, 1);
        if (refused.isPresent()) {
            return refused.get();
        }
        return new Proposal.Accepted(
                List.of(look(layout, 0)),
                layout.expectedShots(context.workload()),
                layout.worstShots(context.workload()),
                true);
    }

    private LookPlan plan() {
        if (plan == null) {
            long fixed = FixedDesign.bounded(
                    variance,
                    variance,
                    margin(),
                    context.errors().falseRed(),
                    context.errors().missed());
            // as few reads as a test takes whose every read is at the healthy edge
            long least = LookPlan.leastScores(n ->
                    start().update(new double[] {line.good()}, new long[] {n}).decision() == Decision.PASS);
            plan = LookPlan.of(context, Math.max(fixed, least), 1, 1);
        }
        return plan;
    }

    private SequentialTest start() {
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        // a healthy mean of 1 leaves no room above it: the range is a little wider than the scores
        double top = 1 + margin() / 10;
        return SequentialTest.bounded(design, lowest, top, variance);
    }

    private Need look(LookPlan layout, int number) {
        return Need.shots(Needs.scale(context), layout.look(), 1, number);
    }

    /** The wish for the first look. */
    public Judgement first() {
        return new Judgement.More(
                List.of(look(plan(), 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
    }

    /** All looks so far. */
    public List<Evidence.Batch> looks(Evidence evidence) {
        return evidence.shots(Needs.scale(context));
    }

    /** What a look at all evidence brought. */
    public record State(SequentialTest test, Interval interval, long reads, List<Need> nextLook) {
        public State {
            nextLook = List.copyOf(nextLook);
        }
    }

    /**
     * The test over all evidence, look by look.
     *
     * @param scores
     *     of a look: each score with the number of its reads
     */
    public State state(Evidence evidence, Function<Evidence.Batch, Map<Double, Long>> scores) {
        SequentialTest test = start();
        List<Evidence.Batch> looks = looks(evidence);
        var all = new TreeMap<Double, Long>();
        for (Evidence.Batch look : looks) {
            Map<Double, Long> some = scores.apply(look);
            test = test.update(some);
            some.forEach((score, count) -> all.merge(score, count, Long::sum));
        }
        Interval interval =
                new BettingInterval(lowest, 1, Math.min(margin(), (1 - lowest) / 2), variance, CONFIDENCE).of(all);
        long reads = all.values().stream().mapToLong(Long::longValue).sum();
        List<Need> next = plan().mayLook(context, reads) ? List.of(look(plan(), looks.size())) : List.of();
        return new State(test, interval, reads, next);
    }

    /** The words of a verdict. */
    public SequentialVerdict words(SequentialVerdict.View view, State state) {
        return new SequentialVerdict(context, view, line, variance, state.reads(), plan().look());
    }
}
