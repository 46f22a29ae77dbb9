package io.jenkins.plugins.quantum.engine.stats;

/**
 * Cross entropy of outcomes against an ideal law p over D outcomes, as a score: s(x) = (h(uniform) − h(x))/(h(uniform) − h(p)), where
 * h(x) = −ln p'(x) is the surprise of an outcome and p' = (1 − ε)p + ε/D keeps impossible outcomes finite. Its mean is F for the mixture
 * F·p + (1 − F)/D, whatever the number of shots (the logarithmic cross-entropy fidelity of Boixo et al., Nature Physics 14, 2018, which is
 * the case ε = 0). Compared with {@link LinearScore} it weighs forbidden outcomes more and likely ones less.
 */
public final class CrossEntropy implements ShotScore {
    /** ε: what an ideal law is mixed with. Without it one forbidden outcome would be infinite evidence. */
    public static final double FLOOR = .01;

    /** Below this difference of entropies, in nats, the ideal law counts as uniform. */
    private static final double UNIFORM = 1e-6;

    private final double[] surprises;
    private final double surpriseOfOthers;
    private final double atUniform;
    private final double atIdeal;

    /**
     * For an ideal law of which some outcomes are listed; the others have probability 0.
     *
     * @param listed
     *     probabilities that sum to 1
     * @param dimension
     *     D, the number of all outcomes
     */
    public CrossEntropy(double[] listed, double dimension) {
        Arguments.distribution("the ideal outcomes", listed);
        Arguments.require(
                Double.isFinite(dimension) && dimension >= listed.length,
                listed.length + " outcomes cannot be listed out of " + dimension);
        surprises = new double[listed.length];
        surpriseOfOthers = surprise(0, dimension);
        double all = (dimension - listed.length) * surpriseOfOthers;
        double ideal = 0;
        for (int i = 0; i < listed.length; i++) {
            surprises[i] = surprise(listed[i], dimension);
            all += surprises[i];
            ideal += listed[i] * surprises[i];
        }
        atUniform = all / dimension;
        atIdeal = ideal;
    }

    private static double surprise(double p, double dimension) {
        return -Math.log((1 - FLOOR) * p + FLOOR / dimension);
    }

    /** Whether the ideal law is uniform: then there is no score. */
    @Override
    public boolean undefined() {
        return atUniform - atIdeal <= UNIFORM;
    }

    /** The score of each listed outcome. */
    @Override
    public double[] scores() {
        double[] scores = new double[surprises.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = of(surprises[i]);
        }
        return scores;
    }

    /** The least score of any outcome. */
    @Override
    public double lowest() {
        double most = surpriseOfOthers;
        for (double surprise : surprises) {
            most = Math.max(most, surprise);
        }
        return of(most);
    }

    /** The greatest score of any outcome. */
    @Override
    public double highest() {
        double least = Double.POSITIVE_INFINITY;
        for (double surprise : surprises) {
            least = Math.min(least, surprise);
        }
        return of(least);
    }

    /** Mean score under a law of the listed outcomes; what it lacks to 1 belongs to the others. */
    @Override
    public double mean(double[] q) {
        return moment(q, 1);
    }

    /** Variance of one shot's score under such a law. */
    @Override
    public double variance(double[] q) {
        double mean = mean(q);
        return Math.max(0, moment(q, 2) - mean * mean);
    }

    /** The cross entropy −Σq·ln p' in nats under such a law. */
    public double nats(double[] q) {
        return atUniform - mean(q) * (atUniform - atIdeal);
    }

    private double moment(double[] q, int power) {
        Arguments.sameLength("the ideal outcomes", surprises.length, "the given probabilities", q.length);
        double rest = 1;
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            rest -= Arguments.notNegative("each given probability", q[i]);
            sum += q[i] * Math.pow(of(surprises[i]), power);
        }
        Arguments.require(rest > -1e-6, "the given probabilities must sum to at most 1, not to " + (1 - rest));
        return sum + Math.max(0, rest) * Math.pow(of(surpriseOfOthers), power);
    }

    private double of(double surprise) {
        Arguments.require(!undefined(), "the ideal law is uniform: the score is undefined");
        return (atUniform - surprise) / (atUniform - atIdeal);
    }
}
