package io.jenkins.plugins.quantum.engine.stats;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.DiscreteProbabilityCollectionSampler;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/** How the votes of a run's shots become its class. 0 shots mean infinitely many: the likelier vote wins. */
public final class MajorityVote {
    /** Most multiplications of the exact calculation: about a tenth of a second. */
    private static final double EXACT_WORK = 5e7;

    private static final double DRAWN_VOTES = 2e7;
    private static final int FEWEST_DRAWS = 1_000;
    private static final int MOST_DRAWS = 100_000;

    private MajorityVote() {}

    /**
     * The probability that the majority decides for class 1 when each shot votes for it with probability {@code p}, else for
     * class 0. A tie goes to class 0.
     */
    public static double probability(double p, int shots) {
        Arguments.probability("the probability of a vote", p);
        notNegative(shots);
        if (shots == 0) {
            return p > .5 ? 1 : 0;
        }
        return BinomialDistribution.of(shots, p).survivalProbability(shots / 2);
    }

    /** {@link #multinomial(double[], int, long)} with a fixed seed. */
    public static double[] multinomial(double[] votes, int shots) {
        return multinomial(votes, shots, Seed.derive(0, "majority-vote"));
    }

    /**
     * The probability that each class wins. A tie goes to the class listed first, also when no shot voted for any.
     *
     * <p>Exact where the length of {@code votes} times shots³ is at most 5·10⁷: up to 232 shots for three classes. Above that the
     * mean of 2·10⁷/shots drawn elections (1 000 to 100 000), whose standard error is at most .5/√draws.
     *
     * @param votes
     *     probabilities of a shot's vote, one a class, and last the probability that it votes for none; they sum to 1
     * @param seed
     *     of the draws
     * @return one probability a class, without the last entry of {@code votes}; they sum to 1
     */
    public static double[] multinomial(double[] votes, int shots, long seed) {
        Arguments.require(votes.length >= 2, "an election needs at least one class and the share of no vote");
        Arguments.distribution("the votes", votes);
        notNegative(shots);
        if (shots == 0) {
            return mostLikely(votes);
        }
        double work = votes.length * Math.pow(shots, 3);
        return work <= EXACT_WORK ? exact(votes, shots) : drawn(votes, shots, seed);
    }

    private static void notNegative(int shots) {
        Arguments.require(shots >= 0, "there cannot be " + shots + " shots");
    }

    private static double[] mostLikely(double[] votes) {
        double[] wins = new double[votes.length - 1];
        int best = 0;
        for (int k = 1; k < wins.length; k++) {
            if (votes[k] > votes[best]) {
                best = k;
            }
        }
        wins[best] = 1;
        return wins;
    }

    /**
     * A multinomial law is that of independent Poisson counts given their sum. For each number w of winning votes the laws of
     * the earlier classes, cut to fewer than w, and of the later ones, cut to at most w, are convolved up to the sum.
     */
    private static double[] exact(double[] votes, int shots) {
        int classes = votes.length - 1;
        double[][] laws = new double[votes.length][];
        for (int k = 0; k < votes.length; k++) {
            laws[k] = poisson(votes[k] * shots, shots);
        }
        double[] wins = new double[classes];
        for (int w = 0; w <= shots; w++) {
            double[][] later = new double[classes][];
            later[classes - 1] = laws[classes];
            for (int k = classes - 1; k > 0; k--) {
                later[k - 1] = convolve(later[k], laws[k], w);
            }
            double[] earlier = new double[shots + 1];
            earlier[0] = 1;
            for (int k = 0; k < classes; k++) {
                double sum = 0;
                for (int e = 0; e <= shots - w; e++) {
                    sum += earlier[e] * later[k][shots - w - e];
                }
                wins[k] += laws[k][w] * sum;
                earlier = convolve(earlier, laws[k], w - 1);
            }
        }
        double total = PoissonDistribution.of(shots).probability(shots);
        for (int k = 0; k < classes; k++) {
            wins[k] /= total;
        }
        return wins;
    }

    private static double[] poisson(double mean, int shots) {
        double[] law = new double[shots + 1];
        if (mean == 0) {
            law[0] = 1;
            return law;
        }
        var poisson = PoissonDistribution.of(mean);
        for (int c = 0; c <= shots; c++) {
            law[c] = poisson.probability(c);
        }
        return law;
    }

    /** The law of the sum, with the second part cut to at most {@code most}. */
    private static double[] convolve(double[] law, double[] part, int most) {
        double[] sum = new double[law.length];
        for (int c = 0; c <= most; c++) {
            for (int i = 0; i + c < law.length; i++) {
                sum[i + c] += law[i] * part[c];
            }
        }
        return sum;
    }

    private static double[] drawn(double[] votes, int shots, long seed) {
        List<Integer> choices = IntStream.range(0, votes.length).boxed().toList();
        var sampler = new DiscreteProbabilityCollectionSampler<>(Seed.generator(seed), choices, votes);
        int draws = (int) Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, DRAWN_VOTES / shots));
        double[] wins = new double[votes.length - 1];
        for (int d = 0; d < draws; d++) {
            int[] counts = new int[votes.length];
            for (int s = 0; s < shots; s++) {
                counts[sampler.sample()]++;
            }
            int best = 0;
            for (int k = 1; k < wins.length; k++) {
                if (counts[k] > counts[best]) {
                    best = k;
                }
            }
            wins[best] += 1.0 / draws;
        }
        return wins;
    }
}
