package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.PairErrors;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.QubitErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Collects what a provider reports about a device and makes a noise model of it. Errors of gates are average infidelities as reported;
 * relaxation during the gate is taken out of them as {@link ReportedError} says. Figures that are not numbers, or lie outside of what is
 * possible, count as not reported: the median of the others stands in for them.
 */
public final class DeviceCalibration {
    private final String name;
    private final String date;
    private final double oneQubitTime;
    private final double twoQubitTime;
    private int brokenPairs;
    /** Null where qubits have figures of their own. */
    private Figures whole;

    private double wholePair;
    private final Map<Integer, Figures> qubits = new TreeMap<>();
    private final Map<List<Integer>, Double> pairs = new TreeMap<>(
            Comparator.<List<Integer>>comparingInt(pair -> pair.get(0)).thenComparingInt(pair -> pair.get(1)));

    /**
     * The figures of one qubit, each {@link Double#NaN} where not reported.
     *
     * @param oneQubit
     *     average infidelity of a pulse
     * @param readout01
     *     probability to read 0 where the qubit is in state 1
     * @param readout10
     *     probability to read 1 where the qubit is in state 0
     * @param t1
     *     relaxation time in seconds
     * @param t2
     *     dephasing time in seconds
     */
    public record Figures(double oneQubit, double readout01, double readout10, double t1, double t2) {
        /** Nothing is reported: a qubit that is out of order. */
        public static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * A device.
     *
     * @param name
     *     of the model
     * @param date
     *     of the calibration, in any form; part of the epoch
     * @param oneQubitTime
     *     duration of a pulse in seconds, 0 where not reported
     * @param twoQubitTime
     *     duration of an entangling gate in seconds, 0 where not reported
     */
    public DeviceCalibration(String name, String date, double oneQubitTime, double twoQubitTime) {
        this.name = name;
        this.date = CalibrationReader.clean(date);
        this.oneQubitTime = possibleTime(oneQubitTime) ? oneQubitTime : 0;
        this.twoQubitTime = possibleTime(twoQubitTime) ? twoQubitTime : 0;
    }

    /** Adds a qubit. */
    public void qubit(int qubit, Figures figures) {
        qubits.put(qubit, figures);
    }

    /** Adds the average infidelity of an entangling gate; one that is impossible, or 1, stands for a broken pair and is left out. */
    public void pair(int first, int second, double infidelity) {
        if (infidelity >= 0 && infidelity < 1) {
            pairs.put(List.of(Math.min(first, second), Math.max(first, second)), infidelity);
        } else {
            brokenPairs++;
        }
    }

    /** Says that only figures of the whole device are reported. */
    void whole(Figures figures, double twoQubit) {
        whole = figures;
        wholePair = twoQubit;
    }

    /** Tells what a user should know of figures that were not taken as they are, and refuses times that cannot be. */
    void check(Complaints complaints) {
        var figures = new ArrayList<>(qubits.values());
        if (whole != null) {
            figures.add(whole);
        }
        long unknown = figures.stream().filter(DeviceCalibration::incomplete).count();
        if (unknown > 0 && whole == null) {
            complaints.warning(
                    "",
                    unknown + " of " + figures.size()
                            + " qubits lack a figure or have an impossible one, or are out of order",
                    "the median of the other qubits stands in for it");
        }
        if (brokenPairs > 0) {
            complaints.warning(
                    "",
                    brokenPairs + " entangling gates are reported as broken or with an impossible error",
                    "the median of the other pairs stands in for them");
        }
        boolean perfect = whole == null ? pairs.isEmpty() : Double.isNaN(probability(wholePair, Double.NaN));
        if (perfect && (whole != null || qubits.size() > 1)) {
            complaints.problem(
                    "", "expected the errors of entangling gates, found none", "without them they would be perfect");
        }
        long clipped = figures.stream().filter(f -> f.t2() > 2 * f.t1()).count();
        if (clipped > 0) {
            complaints.warning(
                    "",
                    "T2 is more than twice T1, which no qubit can have, on " + clipped + " of " + figures.size()
                            + " qubits",
                    "T2 = 2·T1 is used there");
        }
        double t1 = whole == null ? median(Figures::t1, 1e-9, 1e6, Double.POSITIVE_INFINITY) : whole.t1();
        if (Math.max(oneQubitTime, twoQubitTime) >= t1) {
            complaints.problem(
                    "",
                    "expected gates shorter than T1, found gates of " + Math.max(oneQubitTime, twoQubitTime)
                            + " s and a T1 of " + t1 + " s",
                    "one of them is in another unit than it says");
        }
    }

    private static boolean incomplete(Figures figures) {
        return Double.isNaN(probability(figures.oneQubit(), Double.NaN))
                || Double.isNaN(probability(figures.readout01(), Double.NaN))
                || Double.isNaN(probability(figures.readout10(), Double.NaN));
    }

    /** The same errors everywhere: for providers that report medians of the whole device. */
    public NoiseModel uniform(Figures figures, double twoQubit) {
        Figures known = completed(figures, new Figures(0, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        double error = twoQubit >= 0 && twoQubit < 1 ? twoQubit : 0;
        return CalibrationEpoch.stamp(
                new NoiseModel(
                        name,
                        "",
                        errors(known, ReportedError.twoQubit(error, known.t1(), known.t2(), twoQubitTime)),
                        List.of(),
                        List.of(),
                        oneQubitTime,
                        twoQubitTime),
                date);
    }

    /** The model under another name. */
    NoiseModel named(String other) {
        NoiseModel model = model();
        return new NoiseModel(
                other,
                model.epoch(),
                model.base(),
                model.qubits(),
                model.pairs(),
                model.oneQubitTime(),
                model.twoQubitTime(),
                model.systematic(),
                model.date());
    }

    /** Each qubit and pair with its own errors; the medians for the rest. */
    public NoiseModel model() {
        if (whole != null) {
            return uniform(whole, wholePair);
        }
        var base = new Figures(
                median(Figures::oneQubit, 0, 1, 0),
                median(Figures::readout01, 0, 1, 0),
                median(Figures::readout10, 0, 1, 0),
                median(Figures::t1, 1e-9, 1e6, Double.POSITIVE_INFINITY),
                median(Figures::t2, 1e-9, 1e6, Double.POSITIVE_INFINITY));
        base = completed(base, base);
        double basePair =
                middle(pairs.values().stream().mapToDouble(Double::doubleValue).toArray(), 0);
        double baseP2 = ReportedError.twoQubit(basePair, base.t1(), base.t2(), twoQubitTime);
        var listed = new ArrayList<QubitErrors>();
        for (var entry : qubits.entrySet()) {
            listed.add(new QubitErrors(entry.getKey(), errors(completed(entry.getValue(), base), baseP2)));
        }
        var listedPairs = new ArrayList<PairErrors>();
        for (var entry : pairs.entrySet()) {
            Figures first = completed(qubits.getOrDefault(entry.getKey().get(0), base), base);
            Figures second = completed(qubits.getOrDefault(entry.getKey().get(1), base), base);
            double relaxed = PauliChannel.relaxationFidelity(first.t1(), first.t2(), twoQubitTime)
                    * PauliChannel.relaxationFidelity(second.t1(), second.t2(), twoQubitTime);
            listedPairs.add(new PairErrors(
                    entry.getKey().get(0), entry.getKey().get(1), ReportedError.twoQubit(entry.getValue(), relaxed)));
        }
        return CalibrationEpoch.stamp(
                new NoiseModel(name, "", errors(base, baseP2), listed, listedPairs, oneQubitTime, twoQubitTime), date);
    }

    private Errors errors(Figures figures, double p2) {
        return new Errors(
                ReportedError.oneQubit(figures.oneQubit(), figures.t1(), figures.t2(), oneQubitTime),
                p2,
                figures.readout01(),
                figures.readout10(),
                figures.t1(),
                figures.t2());
    }

    private static Figures completed(Figures figures, Figures otherwise) {
        double t1 = possibleTime(figures.t1()) ? figures.t1() : otherwise.t1();
        double t2 = possibleTime(figures.t2()) ? figures.t2() : otherwise.t2();
        return new Figures(
                probability(figures.oneQubit(), otherwise.oneQubit()),
                probability(figures.readout01(), otherwise.readout01()),
                probability(figures.readout10(), otherwise.readout10()),
                t1,
                Math.min(t2, 2 * t1));
    }

    private static double probability(double reported, double otherwise) {
        return reported >= 0 && reported <= 1 ? reported : otherwise;
    }

    private static boolean possibleTime(double seconds) {
        return seconds > 0 && seconds < Double.POSITIVE_INFINITY;
    }

    private double median(ToDoubleFunction<Figures> figure, double least, double most, double none) {
        return middle(
                qubits.values().stream()
                        .mapToDouble(figure)
                        .filter(value -> value >= least && value <= most)
                        .toArray(),
                none);
    }

    private static double middle(double[] values, double none) {
        if (values.length == 0) {
            return none;
        }
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
