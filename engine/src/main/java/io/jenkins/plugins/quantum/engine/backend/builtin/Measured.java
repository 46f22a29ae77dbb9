package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * From states to classical bits: which measurement can read 1, the readout errors on it, the outcome as text. Bits that nothing is
 * measured into, and those of idle qubits without readout error, are 0. Vectors over measurements have the first of them in their lowest bit.
 */
final class Measured {
    /** Below it a probability is rounding of single precision (amplitudes are right to about 1e-6) and becomes 0. */
    static final double NEGLIGIBLE = 1e-11;

    private final int bits;
    private final List<Elementary.Measurement> measurements = new ArrayList<>();
    private final UsedQubits used;
    private final NoiseModel noise;

    Measured(ElementaryCircuit circuit, UsedQubits used, NoiseModel noise) {
        this.bits = circuit.bits();
        this.used = used;
        this.noise = noise;
        for (Elementary operation : circuit.operations()) {
            if (operation instanceof Elementary.Measurement m
                    && (used.index(m.qubit()) >= 0 || noise.qubit(m.qubit()).readout10() > 0)) {
                measurements.add(m);
            }
        }
    }

    /** Whether a readout error can happen. */
    boolean misread() {
        return measurements.stream()
                .map(m -> noise.qubit(m.qubit()))
                .anyMatch(errors -> errors.readout01() > 0 || errors.readout10() > 0);
    }

    /** The probabilities of the readings, before readout errors. */
    double[] readings(double[] states) {
        var readings = new double[1 << measurements.size()];
        for (int state = 0; state < states.length; state++) {
            readings[reading(state)] += states[state];
        }
        return readings;
    }

    private int reading(int state) {
        int reading = 0;
        for (int m = 0; m < measurements.size(); m++) {
            int index = used.index(measurements.get(m).qubit());
            if (index >= 0) {
                reading |= (state >> index & 1) << m;
            }
        }
        return reading;
    }

    /** The readings after independent readout errors: p(0) ↦ p(0)(1 − p₁₀) + p(1) p₀₁ for each measurement, exactly. */
    double[] confused(double[] readings) {
        double[] confused = readings.clone();
        for (int m = 0; m < measurements.size(); m++) {
            NoiseModel.Errors errors = noise.qubit(measurements.get(m).qubit());
            if (errors.readout01() == 0 && errors.readout10() == 0) {
                continue;
            }
            int bit = 1 << m;
            for (int low = 0; low < confused.length; low++) {
                if ((low & bit) == 0) {
                    double zero = confused[low];
                    double one = confused[low | bit];
                    confused[low] = zero * (1 - errors.readout10()) + one * errors.readout01();
                    confused[low | bit] = zero * errors.readout10() + one * (1 - errors.readout01());
                }
            }
        }
        return confused;
    }

    /** The readings as a distribution over the circuit's bits, negligible ones dropped, the sum 1. */
    Distribution distribution(double[] readings) {
        double sum = Arrays.stream(readings).filter(p -> p >= NEGLIGIBLE).sum();
        var probabilities = new HashMap<String, Double>();
        for (int reading = 0; reading < readings.length; reading++) {
            if (readings[reading] >= NEGLIGIBLE) {
                probabilities.put(outcome(reading), readings[reading] / sum);
            }
        }
        return new Distribution(bits, probabilities);
    }

    /** Shots by reading as counts of outcomes. */
    Counts counts(long[] shots) {
        var counts = new HashMap<String, Long>();
        for (int reading = 0; reading < shots.length; reading++) {
            if (shots[reading] > 0) {
                counts.put(outcome(reading), shots[reading]);
            }
        }
        return new Counts(bits, counts);
    }

    /** The outcome of a reading: highest classical bit first. */
    private String outcome(int reading) {
        var text = new char[bits];
        Arrays.fill(text, '0');
        for (int m = 0; m < measurements.size(); m++) {
            if ((reading >> m & 1) == 1) {
                text[bits - 1 - measurements.get(m).bit()] = '1';
            }
        }
        return new String(text);
    }
}
