package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A table of how often the outcomes of two groups came together, and how strongly they depend on each other. Rows and columns that never
 * came are left out.
 */
public final class Contingency {
    private static final double MOST_SMALL = 0.2;

    private final long[][] table;
    private final double[] rows;
    private final double[] columns;
    private final double total;

    /** Of counts by row and column, at least 1 in all. */
    public Contingency(long[][] counts) {
        Arguments.require(counts.length > 0, "a table needs at least one row");
        for (long[] row : counts) {
            Arguments.sameLength("the first row", counts[0].length, "another row", row.length);
            for (long count : row) {
                Arguments.require(count >= 0, "a count cannot be " + count);
            }
        }
        int[] columnsSeen = IntStream.range(0, counts[0].length)
                .filter(c -> Arrays.stream(counts).anyMatch(row -> row[c] > 0))
                .toArray();
        table = Arrays.stream(counts)
                .filter(row -> Arrays.stream(row).anyMatch(count -> count > 0))
                .map(row -> Arrays.stream(columnsSeen).mapToLong(c -> row[c]).toArray())
                .toArray(long[][]::new);
        Arguments.require(table.length > 0, "a table needs at least 1 count");
        rows = Arrays.stream(table).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
        columns = IntStream.range(0, columnsSeen.length)
                .mapToDouble(c -> Arrays.stream(table).mapToLong(row -> row[c]).sum())
                .toArray();
        total = Arrays.stream(rows).sum();
    }

    /** Degrees of freedom, 0 when a group always gave the same outcome. */
    public int freedom() {
        return (rows.length - 1) * (columns.length - 1);
    }

    /** Pearson's statistic of independence, Σ(O − E)²/E. */
    public double chiSquare() {
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                double expected = expected(r, c);
                sum += (table[r][c] - expected) * (table[r][c] - expected) / expected;
            }
        }
        return sum;
    }

    /** The likelihood-ratio statistic of independence, 2ΣO·ln(O/E). */
    public double g() {
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                sum += GoodnessOfFit.term(table[r][c], expected(r, c));
            }
        }
        return Math.max(0, sum);
    }

    /** Cramér's V: √(χ²/(N·(min(rows, columns) − 1))), 0 for independent and 1 for tied outcomes; 0 for a table of one row or column. */
    public double cramersV() {
        int rank = Math.min(rows.length, columns.length) - 1;
        return rank == 0 ? 0 : Math.sqrt(Math.min(1, chiSquare() / (total * rank)));
    }

    /** Pearson's mean square contingency φ = √(χ²/N) of probabilities by row and column, without any error. */
    public static double phi(double[][] law) {
        double[] rows =
                Arrays.stream(law).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
        double[] columns = new double[law[0].length];
        for (double[] row : law) {
            for (int c = 0; c < columns.length; c++) {
                columns[c] += row[c];
            }
        }
        double square = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                double independent = rows[r] * columns[c];
                square += independent <= 0 ? 0 : Math.pow(law[r][c] - independent, 2) / independent;
            }
        }
        return Math.sqrt(square);
    }

    /**
     * The probability of a dependence as strong or stronger between independent groups: by the chi-square law of G, or, when more than a
     * fifth of the cells expect fewer than {@link GoodnessOfFit#EXPECTED}, by pairing the two groups anew at random (a permutation test).
     *
     * @param draws
     *     at least {@link GoodnessOfFit#DRAWS}
     * @param seed
     *     of the draws
     */
    public double p(int draws, long seed) {
        Arguments.require(
                draws >= GoodnessOfFit.DRAWS,
                "a simulated p-value needs at least " + GoodnessOfFit.DRAWS + " draws, not " + draws);
        if (freedom() == 0) {
            return 1;
        }
        return sparse()
                ? permuted(draws, seed)
                : ChiSquaredDistribution.of(freedom()).survivalProbability(g());
    }

    /** Whether too many cells are too small for the chi-square law. */
    public boolean sparse() {
        int small = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                small += expected(r, c) < GoodnessOfFit.EXPECTED ? 1 : 0;
            }
        }
        return small > MOST_SMALL * rows.length * columns.length;
    }

    private double permuted(int draws, long seed) {
        UniformRandomProvider random = Seed.generator(seed);
        double found = g();
        int[] row = spread(rows);
        int[] column = spread(columns);
        int asLarge = 0;
        for (int draw = 0; draw < draws; draw++) {
            long[][] drawn = new long[rows.length][columns.length];
            for (int i = column.length - 1; i >= 0; i--) {
                int j = random.nextInt(i + 1);
                int chosen = column[j];
                column[j] = column[i];
                column[i] = chosen;
                drawn[row[i]][chosen]++;
            }
            asLarge += new Contingency(drawn).g() >= found * (1 - 1e-12) ? 1 : 0;
        }
        return (asLarge + 1.0) / (draws + 1.0);
    }

    private static int[] spread(double[] sums) {
        return IntStream.range(0, sums.length)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) sums[i]))
                .toArray();
    }

    private double expected(int row, int column) {
        return rows[row] * columns[column] / total;
    }
}
