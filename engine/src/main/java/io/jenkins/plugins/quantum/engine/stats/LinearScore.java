package io.jenkins.plugins.quantum.engine.stats;

/**
 * The linear score of outcomes against an ideal distribution p over D outcomes: s(x) = (p(x) − 1/D)/(Σp² − 1/D). Its mean is
 * F for the mixture F·p + (1−F)/D, whatever the number of shots; for a Porter-Thomas p it is the linear cross-entropy score
 * (Arute et al., Nature 574, 2019). It is not the fidelity of states: other errors than global depolarising shift it.
 */
public final class LinearScore implements ShotScore {
    /** Below this distance of Σp² from 1/D the ideal distribution counts as uniform: every score would be noise. */
    private static final double UNIFORM = 1e-9;

    private final double[] listed;
    private final double dimension;
    private final double norm;
    private final boolean undefined;

    /** For an ideal distribution given in full. */
    public LinearScore(double[] ideal) {
        this(ideal, ideal.length);
    }

    /**
     * For an ideal distribution of which only some outcomes are listed; the others have probability 0.
     *
     * @param listed
     *     probabilities that sum to 1
     * @param dimension
     *     the number of all outcomes, 2 to the number of bits
     */
    public LinearScore(double[] listed, double dimension) {
        Arguments.distribution("the ideal outcomes", listed);
        Arguments.require(
                Double.isFinite(dimension) && dimension >= listed.length,
                listed.length + " outcomes cannot be listed out of " + dimension);
        this.listed = listed.clone();
        this.dimension = dimension;
        double squares = 0;
        for (double p : listed) {
            squares += p * p;
        }
        norm = squares - 1 / dimension;
        undefined = Math.abs(norm) <= UNIFORM;
    }

    /** Whether the ideal distribution is uniform (Σp² within 1e-9 of 1/D): then there is no score. */
    @Override
    public boolean undefined() {
        return undefined;
    }

    /** Σp² − 1/D, by which scores are scaled. */
    public double norm() {
        return norm;
    }

    /** The score of a listed outcome. */
    public double score(int outcome) {
        Arguments.require(
                outcome >= 0 && outcome < listed.length, "there is no outcome " + outcome + " among " + listed.length);
        return of(listed[outcome]);
    }

    @Override
    public double[] scores() {
        double[] scores = new double[listed.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = of(listed[i]);
        }
        return scores;
    }

    /** The score of every outcome that is not listed. */
    public double scoreOfOthers() {
        return of(0);
    }

    /** The least score of any outcome. */
    @Override
    public double lowest() {
        double least = listed.length < dimension ? 0 : Double.POSITIVE_INFINITY;
        for (double p : listed) {
            least = Math.min(least, p);
        }
        return of(least);
    }

    /** The greatest score of any outcome. */
    @Override
    public double highest() {
        double most = 0;
        for (double p : listed) {
            most = Math.max(most, p);
        }
        return of(most);
    }

    /**
     * The mean score under a distribution.
     *
     * @param q
     *     probabilities of the listed outcomes, summing to at most 1; the rest belongs to the others
     */
    @Override
    public double mean(double[] q) {
        double rest = rest(q);
        double sum = rest * scoreOfOthers();
        for (int i = 0; i < q.length; i++) {
            sum += q[i] * of(listed[i]);
        }
        return sum;
    }

    /** The variance of one shot's score under a distribution, given as for {@link #mean}. */
    @Override
    public double variance(double[] q) {
        double mean = mean(q);
        double sum = rest(q) * Math.pow(scoreOfOthers() - mean, 2);
        for (int i = 0; i < q.length; i++) {
            sum += q[i] * Math.pow(of(listed[i]) - mean, 2);
        }
        return sum;
    }

    private double rest(double[] q) {
        Arguments.sameLength("the ideal outcomes", listed.length, "the given probabilities", q.length);
        double rest = 1;
        for (double probability : q) {
            rest -= Arguments.notNegative("each given probability", probability);
        }
        Arguments.require(rest > -1e-6, "the given probabilities must sum to at most 1, not to " + (1 - rest));
        Arguments.require(
                rest < 1e-6 || listed.length < dimension,
                "the given probabilities must sum to 1, not to " + (1 - rest) + ": all outcomes are listed");
        return Math.max(0, rest);
    }

    private double of(double p) {
        Arguments.require(!undefined, "the ideal distribution is uniform: the linear score is undefined");
        return (p - 1 / dimension) / norm;
    }
}
