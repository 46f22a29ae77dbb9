package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The mean of a circuit's probabilities over the errors of a noise model, with its own error. The run without an error is weighted
 * with its exact probability; the others are drawn given at least one error. Within a batch the first errors are spread
 * evenly over their distribution from a random start (systematic sampling: unbiased, and of less variance than independent draws); batches are
 * independent of one another, so that their scatter measures the error of the mean. Equal draws are simulated once.
 *
 * @param mean
 *     of the batches
 * @param batches
 *     {@value #BATCHES} estimates of equal weight; empty where no gate can err and the mean is exact
 * @param trajectories
 *     drawn in all
 * @param runs
 *     simulated, the ideal one not counted
 */
public record TrajectoryAverage(double[] mean, List<double[]> batches, int trajectories, int runs) {
    /** How many batches. */
    public static final int BATCHES = 10;

    /** Most probabilities remembered for equal draws (64 MB); beyond it they are computed again. */
    private static final long MOST_REMEMBERED = 8L << 20;

    public TrajectoryAverage {
        batches = List.copyOf(batches);
    }

    /**
     * A simulation of an ideal circuit.
     *
     * @param <E>
     *     what may go wrong with it
     */
    @FunctionalInterface
    public interface Simulation<E extends Exception> {
        /** The probabilities of the circuit's states, in any fixed order. */
        double[] probabilities(ElementaryCircuit circuit) throws E;
    }

    /**
     * Averages.
     *
     * @param insertion
     *     where errors happen
     * @param ideal
     *     probabilities of the circuit without errors
     * @param simulation
     *     for circuits with errors
     * @param trajectories
     *     draws, rounded up to a multiple of {@value #BATCHES}
     * @param random
     *     source of the draws
     */
    public static <E extends Exception> TrajectoryAverage of(
            PauliInsertion insertion,
            double[] ideal,
            Simulation<E> simulation,
            int trajectories,
            UniformRandomProvider random)
            throws E {
        if (insertion.errorProbability() == 0) {
            return new TrajectoryAverage(ideal, List.of(), 0, 0);
        }
        int each = Math.max(1, (trajectories + BATCHES - 1) / BATCHES);
        Map<ErrorPattern, double[]> simulated = new HashMap<>();
        var batches = new ArrayList<double[]>(BATCHES);
        int runs = 0;
        var mean = new double[ideal.length];
        for (int b = 0; b < BATCHES; b++) {
            var batch = new double[ideal.length];
            add(batch, ideal, 1 - insertion.errorProbability());
            double start = random.nextDouble();
            for (int t = 0; t < each; t++) {
                ErrorPattern pattern = insertion.draw((t + start) / each, random);
                double[] found = simulated.get(pattern);
                if (found == null) {
                    found = simulation.probabilities(insertion.insert(pattern));
                    runs++;
                    if ((simulated.size() + 1L) * ideal.length <= MOST_REMEMBERED) {
                        simulated.put(pattern, found);
                    }
                }
                add(batch, found, insertion.errorProbability() / each);
            }
            add(mean, batch, 1.0 / BATCHES);
            batches.add(batch);
        }
        return new TrajectoryAverage(mean, batches, each * BATCHES, runs);
    }

    private static void add(double[] sum, double[] term, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * term[i];
        }
    }
}
