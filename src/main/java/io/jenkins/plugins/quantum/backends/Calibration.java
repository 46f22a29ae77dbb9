package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A calibration in a line: what a timeline draws.
 *
 * @param seenAt
 *     when Jenkins first saw it, in epoch milliseconds
 * @param epoch
 *     hash of its figures
 * @param date
 *     as its source writes it; empty where it does not
 * @param oneQubit
 *     median probability of an error after a one-qubit gate, over the listed qubits
 * @param twoQubit
 *     the same after a CNOT, over the listed pairs
 * @param readout
 *     median of the two readout errors' mean, over the listed qubits
 * @param qubits
 *     how many are listed
 */
public record Calibration(
        long seenAt, String epoch, String date, double oneQubit, double twoQubit, double readout, int qubits) {
    private static final int LONGEST_DATE = 40;

    /** Of a model. */
    @NonNull
    static Calibration of(NoiseModel model, long seenAt) {
        var errors = Stream.concat(
                        Stream.of(model.base()).filter(base -> model.qubits().isEmpty()),
                        model.qubits().stream().map(NoiseModel.QubitErrors::errors))
                .toList();
        DoubleStream pairs = model.pairs().isEmpty()
                ? errors.stream().mapToDouble(NoiseModel.Errors::p2)
                : model.pairs().stream().mapToDouble(NoiseModel.PairErrors::p2);
        String date = model.date().length() > LONGEST_DATE ? model.date().substring(0, LONGEST_DATE) : model.date();
        return new Calibration(
                seenAt,
                model.epoch(),
                date,
                median(errors.stream().mapToDouble(NoiseModel.Errors::p1)),
                median(pairs),
                median(errors.stream().mapToDouble(e -> (e.readout01() + e.readout10()) / 2)),
                model.qubits().size());
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
