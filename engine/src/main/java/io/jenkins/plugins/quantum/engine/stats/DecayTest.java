package io.jenkins.plugins.quantum.engine.stats;

/**
 * A sequential test that a second mean keeps a share of a first one, and that it is smaller at all. Both kinds of scores lie in one
 * range and come in passes of one of each; a share r is tested by the scores −2r·(s₁ − c) and 2(s₂ − r·c), whose mean over a pass is m₂ − r·m₁
 * whatever the constant c, by {@link SequentialTest cycled tests}. There are three e-processes: against m₂ ≥ good·m₁ for FAIL; and, for PASS,
 * against m₂ ≤ bad·m₁ and against m₂ ≥ m₁, both of which must be refuted: what does not decay was not tested. Each keeps its
 * rate at every rule of stopping. Immutable: an update gives a new test.
 */
public final class DecayTest {
    private final DecayDesign design;
    private final double centre;
    private final SequentialTest healthy;
    private final SequentialTest faulty;
    private final SequentialTest level;
    private final boolean failed;
    private final boolean above;
    private final boolean decaying;
    private final Decision decision;

    private DecayTest(DecayTest before, SequentialTest healthy, SequentialTest faulty, SequentialTest level) {
        this.design = before.design;
        this.centre = before.centre;
        this.healthy = healthy;
        this.faulty = faulty;
        this.level = level;
        failed = before.failed
                || healthy.logAgainstHealthy() >= healthy.state().design().failLevel();
        above = before.above
                || faulty.logAgainstBad() >= faulty.state().design().passLevel();
        decaying = before.decaying
                || level.logAgainstBad() >= level.state().design().passLevel();
        decision = before.decision != Decision.CONTINUE
                ? before.decision
                : above && decaying ? Decision.PASS : failed ? Decision.FAIL : Decision.CONTINUE;
    }

    /**
     * A test before its first pass.
     *
     * @param low
     *     least score of either kind, below 0
     * @param high
     *     greatest score of either kind, above the expected first mean
     */
    public DecayTest(DecayDesign design, DecayDesign.Plan plan, double low, double high) {
        Arguments.require(
                low < 0 && plan.first() < high,
                "scores from " + low + " to " + high + " must reach below 0 and above " + plan.first());
        this.design = design;
        centre = plan.first();
        double margin = (design.good() - design.bad()) * plan.first();
        healthy = side(design.good(), 0, -margin, plan, low, high);
        faulty = side(design.bad(), margin, 0, plan, low, high);
        // turned: m₁ − m₂ is to be shown above 0
        double expected = plan.first() - plan.second();
        level = SequentialTest.cycledBounded(
                new SequentialDesign(Math.min(expected, reach(low, high)), 0, design.alpha(), design.beta()),
                -highest(1, low, high),
                -lowest(1, low, high),
                plan.variance(1),
                2);
        failed = false;
        above = false;
        decaying = false;
        decision = Decision.CONTINUE;
    }

    /** The expected difference is kept inside what scores can reach. */
    private double reach(double low, double high) {
        return 0.9 * -lowest(1, low, high);
    }

    private SequentialTest side(double share, double good, double bad, DecayDesign.Plan plan, double low, double high) {
        return SequentialTest.cycledBounded(
                new SequentialDesign(good, bad, design.alpha(), design.beta()),
                lowest(share, low, high),
                highest(share, low, high),
                plan.variance(share),
                2);
    }

    private double first(double share, double score) {
        return -2 * share * (score - centre);
    }

    private double second(double share, double score) {
        return 2 * (score - share * centre);
    }

    private double lowest(double share, double low, double high) {
        return Math.min(first(share, high), second(share, low));
    }

    private double highest(double share, double low, double high) {
        return Math.max(first(share, low), second(share, high));
    }

    /**
     * The test after further passes and one look at it.
     *
     * @param firstCounts
     *     how often each score of {@code scores} was seen of the first kind
     * @param secondCounts
     *     the same of the second kind, as many in all
     */
    public DecayTest update(double[] scores, long[] firstCounts, long[] secondCounts) {
        Arguments.sameLength("scores", scores.length, "first counts", firstCounts.length);
        Arguments.sameLength("scores", scores.length, "second counts", secondCounts.length);
        long first = sum(firstCounts);
        long second = sum(secondCounts);
        Arguments.require(first == second, first + " scores of the first kind and " + second + " of the second");
        long[] counts = new long[2 * scores.length];
        System.arraycopy(firstCounts, 0, counts, 0, scores.length);
        System.arraycopy(secondCounts, 0, counts, scores.length, scores.length);
        return new DecayTest(
                this,
                healthy.update(both(design.good(), scores, 1), counts),
                faulty.update(both(design.bad(), scores, 1), counts),
                level.update(both(1, scores, -1), counts));
    }

    private double[] both(double share, double[] scores, int sign) {
        double[] both = new double[2 * scores.length];
        for (int i = 0; i < scores.length; i++) {
            both[i] = sign * first(share, scores[i]);
            both[scores.length + i] = sign * second(share, scores[i]);
        }
        return both;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum = Math.addExact(sum, count);
        }
        return sum;
    }

    /** The answer of the first look that brought one, else CONTINUE. */
    public Decision decision() {
        return decision;
    }

    /** Whether the second mean is shown to keep more than the bad share. */
    public boolean aboveLine() {
        return above;
    }

    /** Whether the second mean is shown to be smaller than the first. */
    public boolean decays() {
        return decaying;
    }

    /** Natural logarithm of the evidence against "the second mean keeps the good share". */
    public double logAgainstHealthy() {
        return healthy.logAgainstHealthy();
    }

    /** Natural logarithm of the evidence against "the second mean keeps at most the bad share". */
    public double logAgainstBad() {
        return faulty.logAgainstBad();
    }

    /** Natural logarithm of the evidence against "nothing decays". */
    public double logAgainstLevel() {
        return level.logAgainstBad();
    }

    /** Passes seen. */
    public long passes() {
        return healthy.observations() / 2;
    }
}
