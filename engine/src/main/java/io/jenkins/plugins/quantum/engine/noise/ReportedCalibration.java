package io.jenkins.plugins.quantum.engine.noise;

import java.util.List;

/**
 * What a provider reports of a device as a whole, in the terms that providers use.
 *
 * @param name
 *     of the device
 * @param date
 *     of the calibration, and whatever else tells it from others: part of the epoch
 * @param oneQubitError
 *     average infidelity of a single-qubit gate by randomised benchmarking
 * @param twoQubitError
 *     average infidelity of a two-qubit gate
 * @param readout01
 *     probability to read 0 where the qubit is in state 1
 * @param readout10
 *     probability to read 1 where the qubit is in state 0
 * @param t1
 *     in seconds; infinite where unknown
 * @param t2
 *     in seconds; infinite where unknown
 * @param oneQubitTime
 *     duration of a gate in seconds; 0 where unknown
 * @param twoQubitTime
 *     duration of a gate in seconds; 0 where unknown
 */
public record ReportedCalibration(
        String name,
        String date,
        double oneQubitError,
        double twoQubitError,
        double readout01,
        double readout10,
        double t1,
        double t2,
        double oneQubitTime,
        double twoQubitTime) {
    /** The same as a model with its epoch. Where no duration is known, relaxation is part of the gates' errors. T2 is at most 2·T1. */
    public NoiseModel model() {
        double dephasing = Math.min(t2, 2 * t1);
        var errors = new NoiseModel.Errors(
                Math.min(0.75, ReportedError.oneQubit(oneQubitError, t1, dephasing, oneQubitTime)),
                Math.min(15.0 / 16, ReportedError.twoQubit(twoQubitError, t1, dephasing, twoQubitTime)),
                readout01,
                readout10,
                t1,
                dephasing);
        var model = new NoiseModel(name, "", errors, List.of(), List.of(), oneQubitTime, twoQubitTime);
        return CalibrationEpoch.stamp(model, date);
    }
}
