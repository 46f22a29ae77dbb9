package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import java.util.List;

/**
 * Noise of a device, simple enough to run everywhere: Pauli errors after physical gates, relaxation over the gates' times,
 * readout confusion, over-rotation and crosstalk. Probabilities are those of a non-identity Pauli (not Qiskit's depolarising parameter).
 *
 * @param name
 *     preset, file or {@code custom}
 * @param epoch
 *     hash of the calibration that it stands for; results of different epochs are never mixed
 * @param base
 *     the errors of qubits and pairs that are not listed
 * @param qubits
 *     qubits that differ, by index in the circuit; may be empty
 * @param pairs
 *     pairs whose two-qubit error differs; may be empty
 * @param oneQubitTime
 *     duration of a physical single-qubit gate in seconds
 * @param twoQubitTime
 *     duration of a CNOT in seconds
 * @param systematic
 *     over-rotations and crosstalk
 * @param date
 *     of the calibration, as its source writes it; empty where it has none. Part of the epoch
 */
public record NoiseModel(
        String name,
        String epoch,
        Errors base,
        List<QubitErrors> qubits,
        List<PairErrors> pairs,
        double oneQubitTime,
        double twoQubitTime,
        SystematicErrors systematic,
        String date) {
    public NoiseModel {
        qubits = List.copyOf(qubits);
        pairs = List.copyOf(pairs);
    }

    /** Without systematic errors and without a date. */
    public NoiseModel(
            String name,
            String epoch,
            Errors base,
            List<QubitErrors> qubits,
            List<PairErrors> pairs,
            double oneQubitTime,
            double twoQubitTime) {
        this(name, epoch, base, qubits, pairs, oneQubitTime, twoQubitTime, SystematicErrors.NONE, "");
    }

    /**
     * Errors of one qubit, and of the CNOTs on it.
     *
     * @param p1
     *     probability of X, Y or Z (equally likely) after a physical single-qubit gate
     * @param p2
     *     probability of one of the 15 two-qubit Paulis (equally likely) after a CNOT
     * @param readout01
     *     probability to read 0 where the qubit is in state 1
     * @param readout10
     *     probability to read 1 where the qubit is in state 0
     * @param t1
     *     relaxation time in seconds; {@link Double#POSITIVE_INFINITY} for none
     * @param t2
     *     dephasing time in seconds, at most 2·t1; {@link Double#POSITIVE_INFINITY} for none
     */
    public record Errors(double p1, double p2, double readout01, double readout10, double t1, double t2) {
        /** No error at all. */
        public static final Errors NONE = new Errors(0, 0, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** All probabilities and relaxation rates times a factor; probabilities capped where the channel is fully mixing. */
        Errors scaled(double factor) {
            return new Errors(
                    ErrorLimit.ONE_QUBIT.cap(p1 * factor),
                    ErrorLimit.TWO_QUBITS.cap(p2 * factor),
                    ErrorLimit.READOUT.cap(readout01 * factor),
                    ErrorLimit.READOUT.cap(readout10 * factor),
                    factor == 0 ? Double.POSITIVE_INFINITY : t1 / factor,
                    factor == 0 ? Double.POSITIVE_INFINITY : t2 / factor);
        }
    }

    /** The errors of one qubit of the circuit. */
    public record QubitErrors(int qubit, Errors errors) {}

    /** The CNOT error of one unordered pair. */
    public record PairErrors(int first, int second, double p2) {}

    /** An ideal machine. */
    public static NoiseModel none() {
        return new NoiseModel("none", "none", Errors.NONE, List.of(), List.of(), 0, 0);
    }

    /** Whether nothing can go wrong under it. */
    public boolean isNone() {
        return base.equals(Errors.NONE) && qubits.isEmpty() && pairs.isEmpty() && systematic.none();
    }

    /** The same device with its noise times a factor; 0 is ideal, 1 the device itself. */
    public NoiseModel scaled(double factor) {
        if (factor == 0) {
            return none();
        }
        return new NoiseModel(
                name,
                epoch,
                base.scaled(factor),
                qubits.stream()
                        .map(q -> new QubitErrors(q.qubit(), q.errors().scaled(factor)))
                        .toList(),
                pairs.stream()
                        .map(p -> new PairErrors(p.first(), p.second(), ErrorLimit.TWO_QUBITS.cap(p.p2() * factor)))
                        .toList(),
                oneQubitTime,
                twoQubitTime,
                systematic.scaled(factor),
                date);
    }

    /** The same device with systematic errors; its epoch is that of the whole. */
    NoiseModel with(SystematicErrors errors) {
        return CalibrationEpoch.stamp(
                new NoiseModel(name, "", base, qubits, pairs, oneQubitTime, twoQubitTime, errors, date), date);
    }

    /** The errors of a qubit. */
    public Errors qubit(int qubit) {
        for (QubitErrors listed : qubits) {
            if (listed.qubit() == qubit) {
                return listed.errors();
            }
        }
        return base;
    }

    /** The probability of an error after a CNOT on two qubits. */
    public double cnotError(int first, int second) {
        for (PairErrors listed : pairs) {
            if (listed.first() == first && listed.second() == second
                    || listed.first() == second && listed.second() == first) {
                return listed.p2();
            }
        }
        return base.p2();
    }

    /** The probability of an error after a CNOT; more where another one runs beside it. */
    public double cnotError(Elementary.Cnot cnot) {
        double alone = cnotError(cnot.control(), cnot.target());
        return cnot.crowded() ? ErrorLimit.TWO_QUBITS.cap(alone * systematic.crosstalkFactor()) : alone;
    }
}
