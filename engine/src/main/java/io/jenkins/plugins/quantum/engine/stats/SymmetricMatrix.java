package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;

/** A real symmetric matrix, for example of the kernel between points. Immutable. */
public final class SymmetricMatrix {
    private static final int MOST_SWEEPS = 100;

    /** Off-diagonal weight, relative to the whole, below which a matrix counts as diagonal. */
    private static final double DIAGONAL = 1e-15;

    private final double[][] entries;

    private SymmetricMatrix(double[][] entries) {
        this.entries = entries;
    }

    /** An entry by row and column. */
    @FunctionalInterface
    public interface Entry {
        /** The entry at a row and a column, both from 0. */
        double at(int row, int column);
    }

    /**
     * A matrix from its entries.
     *
     * @param size
     *     rows, at least 1
     * @param entry
     *     asked for rows not above their column only; finite
     */
    public static SymmetricMatrix of(int size, Entry entry) {
        Arguments.require(size >= 1, "a matrix needs at least 1 row, not " + size);
        double[][] entries = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                entries[i][j] = Arguments.finite("an entry", entry.at(i, j));
                entries[j][i] = entries[i][j];
            }
        }
        return new SymmetricMatrix(entries);
    }

    /** The number of rows. */
    public int size() {
        return entries.length;
    }

    /** The entry at a row and a column, both from 0. */
    public double get(int row, int column) {
        return entries[row][column];
    }

    /** The root of the sum of all squared entries. */
    public double frobenius() {
        double sum = 0;
        for (double[] row : entries) {
            for (double entry : row) {
                sum += entry * entry;
            }
        }
        return Math.sqrt(sum);
    }

    /** The largest sum of a row. */
    public double largestRowSum() {
        return Arrays.stream(entries)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .max()
                .orElseThrow();
    }

    /**
     * The eigenvalues, smallest first, by cyclic rotations (Jacobi, Journal für die reine und angewandte Mathematik 30, 1846;
     * thresholds and formulas of Golub and Van Loan, Matrix Computations, section 8.5).
     *
     * @throws ArithmeticException
     *     when they do not settle, which no matrix of finite entries was seen to do
     */
    public double[] eigenvalues() {
        double[][] a = Arrays.stream(entries).map(double[]::clone).toArray(double[][]::new);
        double whole = frobenius();
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (offDiagonal(a) <= DIAGONAL * whole) {
                double[] values = new double[a.length];
                Arrays.setAll(values, i -> a[i][i]);
                Arrays.sort(values);
                return values;
            }
            for (int p = 0; p < a.length - 1; p++) {
                for (int q = p + 1; q < a.length; q++) {
                    rotate(a, p, q);
                }
            }
        }
        throw new ArithmeticException("the eigenvalues of a " + size() + " x " + size() + " matrix did not settle in "
                + MOST_SWEEPS + " sweeps");
    }

    private static double offDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = i + 1; j < a.length; j++) {
                sum += 2 * a[i][j] * a[i][j];
            }
        }
        return Math.sqrt(sum);
    }

    /** Turns the plane of two axes so that the entry between them vanishes. */
    private static void rotate(double[][] a, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.hypot(1, t);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double first = a[k][p];
            double second = a[k][q];
            a[k][p] = c * first - s * second;
            a[k][q] = s * first + c * second;
        }
        for (int k = 0; k < a.length; k++) {
            double first = a[p][k];
            double second = a[q][k];
            a[p][k] = c * first - s * second;
            a[q][k] = s * first + c * second;
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }
}
