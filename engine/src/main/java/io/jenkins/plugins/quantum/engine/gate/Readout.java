package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.EnergyLevels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the outcomes of a workload are read. Bits are classical bits of the tasks' circuits. */
public sealed interface Readout {
    /** The distribution of outcomes itself. */
    record Outcomes() implements Readout {}

    /**
     * The mean of an observable.
     *
     * @param constant
     *     coefficient of the identity
     * @param groups
     *     by task: the terms that the task's circuit measures
     */
    record Expectation(double constant, List<List<Parity>> groups) implements Readout {
        public Expectation {
            groups = groups.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A Pauli string after its change of basis: coefficient times (−1) to the number of ones among the bits.
     *
     * @param coefficient
     *     real
     * @param bits
     *     classical bits
     */
    record Parity(double coefficient, List<Integer> bits) {
        public Parity {
            bits = List.copyOf(bits);
        }
    }

    /**
     * A class for each binding.
     *
     * @param labels
     *     the true class of each binding, in order
     * @param classes
     *     all classes, in the order of the suite
     * @param decision
     *     how one run is decided
     * @param shots
     *     of one decision; 0 for infinitely many
     */
    record Classification(List<String> labels, List<String> classes, Decision decision, int shots) implements Readout {
        public Classification {
            labels = List.copyOf(labels);
            classes = List.copyOf(classes);
        }

        /** The same decided by infinitely many shots. */
        Classification decidedAtOnce() {
            return new Classification(labels, classes, decision, 0);
        }
    }

    /**
     * A number for each binding: the mean of an observable.
     *
     * @param targets
     *     the true number of each binding, in order
     * @param observable
     *     whose mean is predicted
     * @param shots
     *     of one prediction, in each measurement group; 0 for infinitely many
     */
    record Regression(List<Double> targets, Expectation observable, int shots) implements Readout {
        public Regression {
            targets = List.copyOf(targets);
        }
    }

    /**
     * A kernel between points: the probability of all zeros of each pair of points, each point with itself included. Bindings are
     * the pairs (i, j) with i at most j, row by row.
     *
     * @param labels
     *     the class of each point
     */
    record Kernel(List<String> labels) implements Readout {
        /** How the inputs of the first point of a pair end. */
        public static final String FIRST = "_first";

        /** How the inputs of the second point of a pair end. */
        public static final String SECOND = "_second";

        public Kernel {
            labels = List.copyOf(labels);
        }

        /** How many pairs some points have. */
        public static int pairs(int points) {
            return points * (points + 1) / 2;
        }

        /** The number of the pair of two points, the first not above the second. */
        public int pair(int first, int second) {
            return first * labels.size() - first * (first - 1) / 2 + second - first;
        }
    }

    /**
     * The energies of a problem.
     *
     * @param problem
     *     one variable a bit
     * @param names
     *     of its variables, by number
     * @param optimum
     *     the energy that a read must reach
     * @param levels
     *     where every outcome was looked at
     */
    record Energies(BinaryQuadraticModel problem, List<String> names, double optimum, Optional<EnergyLevels> levels)
            implements Readout {
        public Energies {
            names = List.copyOf(names);
        }
    }

    /** How the outcomes of one run become a class. */
    sealed interface Decision {
        /** Most votes; each shot votes by one bit: 0 the first class, 1 the second. A tie goes to the first class. */
        record Bit(int bit) implements Decision {}

        /** Most votes; each shot votes for the class of its outcome, unlisted outcomes for none. A tie goes to the class listed first. */
        record Votes(Map<String, String> classOfOutcome) implements Decision {
            public Votes {
                classOfOutcome = Map.copyOf(classOfOutcome);
            }
        }

        /** The mean of an observable: above the threshold the second class, else the first. */
        record Threshold(Expectation observable, double threshold) implements Decision {}
    }
}
