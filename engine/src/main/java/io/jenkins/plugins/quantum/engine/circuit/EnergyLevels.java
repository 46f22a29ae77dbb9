package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import java.util.function.DoubleConsumer;

/**
 * The lowest and highest energies of a problem, by looking at every outcome.
 *
 * @param lowest
 *     the optimum
 * @param optima
 *     how many outcomes have it, within the tolerance
 * @param next
 *     the lowest energy above it; the optimum itself where all outcomes have it
 * @param highest
 *     the highest energy
 */
public record EnergyLevels(double lowest, long optima, double next, double highest) {
    /** The most variables that are enumerated: 16.8 million outcomes twice, about a second. */
    public static final int MOST_VARIABLES = 24;

    /** Energies that differ by less than this share of the largest bias are one: what a file's rounded numbers cannot tell apart. */
    private static final double TOLERANCE = 1e-6;

    /** Variables that one walk flips; the energies of the next walk are computed afresh, so that rounding does not add up. */
    private static final int WALK = 14;

    /** By how much energies may differ and still count as one. */
    public static double tolerance(BinaryQuadraticModel problem) {
        return TOLERANCE * problem.largestBias();
    }

    /**
     * Looks at every outcome, each one variable away from the one before it (a Gray code), so that a step costs one row of couplings.
     *
     * @throws IllegalArgumentException
     *     when there are more than {@link #MOST_VARIABLES} variables
     */
    public static EnergyLevels of(BinaryQuadraticModel problem) {
        if (problem.variables() > MOST_VARIABLES) {
            throw new IllegalArgumentException("at most " + MOST_VARIABLES + " variables are enumerated");
        }
        var walks = new Walks(problem);
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        walks.visit(energy -> {
            range[0] = Math.min(range[0], energy);
            range[1] = Math.max(range[1], energy);
        });
        double limit = range[0] + tolerance(problem);
        var above = new Above(limit);
        walks.visit(above);
        return new EnergyLevels(range[0], above.below, Double.isInfinite(above.next) ? range[0] : above.next, range[1]);
    }

    /** Counts energies up to a limit and keeps the lowest beyond it. */
    private static final class Above implements DoubleConsumer {
        private final double limit;
        private long below;
        private double next = Double.POSITIVE_INFINITY;

        Above(double limit) {
            this.limit = limit;
        }

        @Override
        public void accept(double energy) {
            if (energy <= limit) {
                below++;
            } else {
                next = Math.min(next, energy);
            }
        }
    }

    /** The walk over all outcomes. Variables are 0 and 1 inside; Ising values are turned into them. */
    private static final class Walks {
        private final int variables;
        private final double[] linear;
        private final double[][] couplings;
        private final double offset;

        Walks(BinaryQuadraticModel problem) {
            variables = problem.variables();
            linear = new double[variables];
            couplings = new double[variables][variables];
            boolean ising = problem.vartype() == Vartype.ISING;
            double constant = problem.offset();
            // an Ising value is 2x − 1
            for (int i = 0; i < variables; i++) {
                double bias = problem.linear().get(i);
                linear[i] += ising ? 2 * bias : bias;
                constant -= ising ? bias : 0;
            }
            for (Coupling c : problem.quadratic()) {
                double bias = ising ? 4 * c.bias() : c.bias();
                couplings[c.first()][c.second()] += bias;
                couplings[c.second()][c.first()] += bias;
                if (ising) {
                    linear[c.first()] -= 2 * c.bias();
                    linear[c.second()] -= 2 * c.bias();
                    constant += c.bias();
                }
            }
            offset = constant;
        }

        void visit(DoubleConsumer energies) {
            int inner = Math.min(WALK, variables);
            for (long start = 0; start < 1L << variables - inner; start++) {
                walk(start << inner, inner, energies);
            }
        }

        private void walk(long start, int flipped, DoubleConsumer energies) {
            long outcome = start;
            double energy = offset;
            double[] slopes = linear.clone();
            for (int i = flipped; i < variables; i++) {
                if ((outcome >> i & 1) == 1) {
                    energy += slopes[i];
                    add(slopes, couplings[i], 1);
                }
            }
            energies.accept(energy);
            for (long step = 1; step < 1L << flipped; step++) {
                int variable = Long.numberOfTrailingZeros(step);
                outcome ^= 1L << variable;
                int sign = (outcome >> variable & 1) == 1 ? 1 : -1;
                energy += sign * slopes[variable];
                add(slopes, couplings[variable], sign);
                energies.accept(energy);
            }
        }

        private static void add(double[] slopes, double[] row, int sign) {
            for (int i = 0; i < row.length; i++) {
                slopes[i] += sign * row[i];
            }
        }
    }
}
