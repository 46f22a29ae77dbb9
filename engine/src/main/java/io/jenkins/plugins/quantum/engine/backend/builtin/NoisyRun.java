package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.noise.ErrorPattern;
import io.jenkins.plugins.quantum.engine.noise.PauliInsertion;
import io.jenkins.plugins.quantum.engine.noise.TrajectoryAverage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** One binding under gate noise: probabilities by averaging over inserted errors, or shots. Used once, by one thread. */
final class NoisyRun {
    private final StrangeSimulator simulator;
    private final Measured measured;
    private final PauliInsertion insertion;
    private int runs;

    /** Told how many simulations are done. */
    @FunctionalInterface
    interface Watch {
        void done(int simulations) throws InterruptedException;
    }

    NoisyRun(StrangeSimulator simulator, Measured measured, PauliInsertion insertion) {
        this.simulator = simulator;
        this.measured = measured;
        this.insertion = insertion;
    }

    int qubits() {
        return simulator.used().count();
    }

    /** Simulations so far, the ideal one included. */
    int runs() {
        return runs;
    }

    /** Probabilities with the batches that tell their error; readout errors are applied exactly. */
    Outcome averaged(int trajectories, UniformRandomProvider random, Watch watch) throws InterruptedException {
        double[] ideal = idealReadings();
        var average = TrajectoryAverage.<InterruptedException>of(
                insertion, ideal, circuit -> readings(circuit, watch), trajectories, random);
        var batches = new ArrayList<Distribution>(average.batches().size());
        for (double[] batch : average.batches()) {
            batches.add(measured.distribution(measured.confused(batch)));
        }
        return Outcome.averaged(measured.distribution(measured.confused(average.mean())), batches);
    }

    /**
     * Shots. How many have an error is drawn from its binomial distribution; those are shared evenly among the trajectories, or
     * each has a trajectory of its own where there are enough: then the shots are exactly independent.
     */
    Outcome sampled(long shots, int trajectories, UniformRandomProvider random, Watch watch)
            throws InterruptedException {
        double[] ideal = idealReadings();
        var counts = new long[ideal.length];
        // The number of shots is limited to 10 million.
        long wrong = BinomialDistribution.of((int) shots, insertion.errorProbability())
                .createSampler(random)
                .sample();
        Sampler.draw(measured.confused(ideal), shots - wrong, random, counts);
        Map<ErrorPattern, double[]> simulated = new HashMap<>();
        long groups = Math.min(trajectories, wrong);
        for (long group = 0; group < groups; group++) {
            ErrorPattern pattern = insertion.draw(random.nextDouble(), random);
            double[] readings = simulated.get(pattern);
            if (readings == null) {
                readings = measured.confused(readings(insertion.insert(pattern), watch));
                simulated.put(pattern, readings);
            }
            long share = wrong / groups + (group < wrong % groups ? 1 : 0);
            Sampler.draw(readings, share, random, counts);
        }
        return Outcome.sampled(measured.counts(counts));
    }

    private double[] idealReadings() throws InterruptedException {
        runs++;
        return measured.readings(simulator.ideal(true));
    }

    private double[] readings(ElementaryCircuit circuit, Watch watch) throws InterruptedException {
        watch.done(runs);
        runs++;
        return measured.readings(simulator.variant(circuit));
    }
}
