package io.jenkins.plugins.quantum.engine.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.DiscreteProbabilityCollectionSampler;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The G-test of counts against a law that was known beforehand: G = 2Σ O·ln(O/E), for large counts a chi-square of one degree of freedom
 * less than there are cells (Wilks, Annals of Mathematical Statistics 9, 1938).
 *
 * <p>Where cells are small that is not true: cells are pooled, the smallest first, until every one expects at least {@value #EXPECTED}. When
 * more than a fifth of the cells were too small, the p-value comes from draws of the law instead, over the cells as they are.
 *
 * @param statistic
 *     G of the pooled cells, or of all cells where it was simulated
 * @param freedom
 *     degrees of freedom of the cells used
 * @param p
 *     the probability of a G as large or larger; never 0 where simulated
 * @param cells
 *     that were used
 * @param simulated
 *     whether p comes from draws
 */
public record GoodnessOfFit(double statistic, int freedom, double p, int cells, boolean simulated) {
    /** What every pooled cell expects. */
    public static final double EXPECTED = 5;

    /** Fewest draws of a simulated p-value. */
    public static final int DRAWS = 9_999;

    private static final double MOST_SMALL = 0.2;

    /** A test that draws {@link #DRAWS} times where it must. */
    public static GoodnessOfFit test(long[] counts, double[] law, long seed) {
        return test(counts, law, DRAWS, seed);
    }

    /**
     * A test.
     *
     * @param counts
     *     at least 1 in all
     * @param law
     *     probabilities that sum to 1
     * @param draws
     *     for a simulated p-value, at least {@link #DRAWS}
     * @param seed
     *     of the draws
     */
    public static GoodnessOfFit test(long[] counts, double[] law, int draws, long seed) {
        Arguments.sameLength("counts", counts.length, "probabilities", law.length);
        Arguments.distribution("the law", law);
        Arguments.require(draws >= DRAWS, "a simulated p-value needs at least " + DRAWS + " draws, not " + draws);
        long shots = 0;
        for (long count : counts) {
            Arguments.require(count >= 0, "a count cannot be " + count);
            shots += count;
        }
        Arguments.require(shots >= 1, "a test needs at least 1 shot");
        double n = shots;
        double possible = Arrays.stream(law).filter(p -> p > 0).count();
        double small = Arrays.stream(law).filter(p -> p > 0 && p * n < EXPECTED).count();
        return small > MOST_SMALL * possible ? simulated(counts, law, shots, draws, seed) : pooled(counts, law, n);
    }

    private static GoodnessOfFit pooled(long[] counts, double[] law, double shots) {
        Integer[] order = IntStream.range(0, law.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> law[i]));
        List<double[]> cells = new ArrayList<>();
        double[] cell = {0, 0};
        for (int i : order) {
            cell[0] += counts[i];
            cell[1] += law[i] * shots;
            if (cell[1] >= EXPECTED) {
                cells.add(cell);
                cell = new double[] {0, 0};
            }
        }
        if (cells.isEmpty()) {
            cells.add(cell);
        } else {
            double[] last = cells.get(cells.size() - 1);
            last[0] += cell[0];
            last[1] += cell[1];
        }
        double g = cells.stream().mapToDouble(c -> term(c[0], c[1])).sum();
        int freedom = cells.size() - 1;
        double p = freedom == 0 ? 1 : ChiSquaredDistribution.of(freedom).survivalProbability(Math.max(0, g));
        return new GoodnessOfFit(Math.max(0, g), freedom, p, cells.size(), false);
    }

    private static GoodnessOfFit simulated(long[] counts, double[] law, long shots, int draws, long seed) {
        double found = g(counts, law, shots);
        int possible = (int) Arrays.stream(law).filter(p -> p > 0).count();
        List<Integer> outcomes = IntStream.range(0, law.length).boxed().toList();
        var sampler = new DiscreteProbabilityCollectionSampler<>(Seed.generator(seed), outcomes, law);
        int asLarge = 0;
        for (int draw = 0; draw < draws && found < Double.POSITIVE_INFINITY; draw++) {
            long[] drawn = new long[law.length];
            for (long shot = 0; shot < shots; shot++) {
                drawn[sampler.sample()]++;
            }
            asLarge += g(drawn, law, shots) >= found * (1 - 1e-12) ? 1 : 0;
        }
        return new GoodnessOfFit(found, possible - 1, (asLarge + 1.0) / (draws + 1.0), possible, true);
    }

    private static double g(long[] counts, double[] law, double shots) {
        double g = 0;
        for (int i = 0; i < counts.length; i++) {
            g += term(counts[i], law[i] * shots);
        }
        return Math.max(0, g);
    }

    static double term(double observed, double expected) {
        return observed == 0 ? 0 : 2 * observed * Math.log(observed / expected);
    }
}
