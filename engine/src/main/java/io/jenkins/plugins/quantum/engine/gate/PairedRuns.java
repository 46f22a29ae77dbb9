package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.BettingInterval;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Two runs of the same points by shots in every look, so that what drifts between builds is common to both: of two models, or of one model
 * twice. The score of a point is 1 where only the first decision is right, -1 where only the second is, else 0; its mean is the difference
 * of the accuracies. All points are run in turn.
 */
public final class PairedRuns {
    /** Of the intervals in findings. */
    public static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final ModelReading reading;
    private final double typicalVariance;
    private final double margin;
    private final double falseRed;

    /**
     * Paired runs.
     *
     * @param typicalVariance
     *     of a score, for the plan
     * @param margin
     *     between a good and a bad mean
     * @param falseRed
     *     error allowed to a test on one side
     */
    public PairedRuns(GateContext context, double typicalVariance, double margin, double falseRed) {
        this.context = context;
        this.typicalVariance = typicalVariance;
        this.margin = margin;
        this.falseRed = falseRed;
        reading = new ModelReading(context.workload());
    }

    /** How many points are run in turn. */
    public int points() {
        return reading.points();
    }

    /**
     * The gate's proposal.
     *
     * @param first
     *     the first look
     */
    public Proposal proposal(List<Need> first) {
        LookPlan plan = plan();
        Optional<Proposal.Refused> refused = plan.refusal(context, typicalVariance, reading.points(), reading.shots());
        return refused.isPresent()
                ? refused.get()
                : new Proposal.Accepted(
                        first,
                        2 * plan.expectedShots(context.workload()),
                        2 * plan.worstShots(context.workload()),
                        true);
    }

    /** Whether the points are read by shots; without, the accuracies are known and nothing is left to test. */
    public boolean byShots() {
        return reading.shots() > 0;
    }

    private LookPlan plan() {
        long scores = FixedDesign.bounded(
                typicalVariance,
                typicalVariance,
                margin,
                falseRed,
                context.errors().missed());
        return LookPlan.of(context, scores, reading.points(), reading.shots());
    }

    /** The shots of one run of a look. */
    public Need run(int number) {
        return Need.shots(
                Needs.scale(context), reading.shots(), Math.toIntExact(plan().look() / reading.shots()), number);
    }

    /** The shots of both runs of one look, of each binding. */
    public long shotsOfLook() {
        return 2 * plan().look();
    }

    /** The shots of both runs after so many scores, over the whole workload. */
    public long shots(long scores) {
        return 2 * LookPlan.whole(context.workload(), shotsOfPoint(scores));
    }

    /** Whether another look stays within what the user allows. */
    public boolean mayLook(long scores) {
        return plan().mayLook(context, shotsOfPoint(scores));
    }

    private long shotsOfPoint(long scores) {
        return scores / reading.points() * reading.shots();
    }

    /** How often each score came in one look. */
    public Map<Double, Long> scores(Evidence.Batch first, Evidence.Batch second) {
        boolean[] one = reading.rights(first);
        boolean[] two = reading.rights(second);
        Map<Double, Long> scores = new TreeMap<>();
        for (int i = 0; i < one.length; i++) {
            scores.merge((one[i] ? 1.0 : 0.0) - (two[i] ? 1.0 : 0.0), 1L, Long::sum);
        }
        return scores;
    }

    /** Of the mean score of all looks, for a number of shots that is fixed. */
    public Interval interval(List<Map<Double, Long>> looks) {
        Map<Double, Long> all = new TreeMap<>();
        looks.forEach(look -> look.forEach((score, count) -> all.merge(score, count, Long::sum)));
        return new BettingInterval(-1, 1, margin, typicalVariance, CONFIDENCE).of(all);
    }

    /** Before the first look. */
    public static Judgement nothingYet(List<Need> first) {
        return new Judgement.More(first, Finding.words("Nothing was measured yet.", List.of(), List.of()));
    }
}
