package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;

/**
 * How long a job will hold the quantum processor, by the model that the service publishes with each device
 * ({@code problem_timing_data}, version 1.0): programming, then for each read annealing, readout, delay and thermalisation.
 */
final class AccessTime {
    private AccessTime() {}

    /**
     * The time in microseconds; empty where the device publishes no model, or one of another version.
     *
     * @param qubits
     *     that the embedded problem takes, at least 1
     * @param annealing
     *     time of one annealing in µs; 0 for the device's default
     */
    static OptionalDouble micros(JsonNode timing, int qubits, long reads, double annealing) {
        if (!timing.path("version").asText().startsWith("1.0.")) {
            return OptionalDouble.empty();
        }
        double readout;
        JsonNode points = timing.path("readout_time_model_parameters");
        switch (timing.path("readout_time_model").asText()) {
            case "pwl_log_log" -> readout = Math.pow(10, interpolated(points, Math.log10(qubits)));
            case "pwl_linear" -> readout = interpolated(points, qubits);
            default -> {
                return OptionalDouble.empty();
            }
        }
        double anneal = annealing > 0
                ? annealing
                : timing.path("default_annealing_time").asDouble(Double.NaN);
        double read = anneal
                + readout
                + timing.path("qpu_delay_time_per_sample").asDouble(Double.NaN)
                + timing.path("default_readout_thermalization").asDouble(Double.NaN);
        double programming = timing.path("typical_programming_time").asDouble(Double.NaN)
                + timing.path("default_programming_thermalization").asDouble(Double.NaN);
        double all = programming + reads * read;
        return Double.isFinite(all) ? OptionalDouble.of(all) : OptionalDouble.empty();
    }

    /** Between points whose positions are the first half and whose values the second; constant beyond the ends. */
    private static double interpolated(JsonNode points, double at) {
        int number = points.size() / 2;
        if (number == 0 || points.size() % 2 != 0) {
            return Double.NaN;
        }
        for (int i = 0; i < number; i++) {
            double right = points.get(i).asDouble();
            double above = points.get(number + i).asDouble();
            if (at <= right) {
                if (i == 0) {
                    return above;
                }
                double left = points.get(i - 1).asDouble();
                double below = points.get(number + i - 1).asDouble();
                return below + (above - below) * (at - left) / (right - left);
            }
        }
        return points.get(points.size() - 1).asDouble();
    }
}
