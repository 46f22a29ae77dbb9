package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.PairErrors;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.QubitErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What moved between two calibrations. Errors of gates are average infidelities, relaxation during the gate included: what a device reports and a
 * gate does, not the depolarisation that a model keeps.
 *
 * @param changes
 *     of figures that both calibrations have, the worst first: those that make errors more likely by the size of the change, then times that
 *     became shorter by their ratio, then what became better
 * @param onlyBefore
 *     qubits and pairs that the second does not list
 * @param onlyAfter
 *     qubits and pairs that the first does not list
 */
public record CalibrationDiff(List<Change> changes, List<String> onlyBefore, List<String> onlyAfter) {
    /** Relative differences below it are rounding. */
    private static final double SAME = 1e-9;

    public CalibrationDiff {
        changes = List.copyOf(changes);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
    }

    /** What a figure tells. */
    public enum Figure {
        ONE_QUBIT_GATE("one-qubit gate error", false),
        TWO_QUBIT_GATE("two-qubit gate error", false),
        READ_0_FOR_1("reads 0 for 1", false),
        READ_1_FOR_0("reads 1 for 0", false),
        T1("T1", true),
        T2("T2", true);

        private final String words;
        private final boolean time;

        Figure(String words, boolean time) {
            this.words = words;
            this.time = time;
        }

        /** In a user's words. */
        public String words() {
            return words;
        }

        /** Whether it is a time in seconds: longer is better. */
        public boolean time() {
            return time;
        }
    }

    /**
     * One figure of one place.
     *
     * @param place
     *     {@code qubit 3}, {@code pair 3-4}, or {@code all others}
     * @param figure
     *     which one
     * @param before
     *     in the first calibration
     * @param after
     *     in the second
     */
    public record Change(String place, Figure figure, double before, double after) {
        /** Whether it makes results worse. */
        public boolean worse() {
            return figure.time() ? after < before : after > before;
        }

        /** By how much more likely an error is; 0 for times, whose effect is part of the gates' errors. */
        double probability() {
            return figure.time() ? 0 : after - before;
        }

        /** How many times as good the better one is. */
        double ratio() {
            return Math.max(before, after) / Math.min(before, after);
        }
    }

    /** Compares. */
    public static CalibrationDiff of(NoiseModel before, NoiseModel after) {
        SortedMap<String, Map<Figure, Double>> first = figures(before);
        SortedMap<String, Map<Figure, Double>> second = figures(after);
        List<Change> changes = new ArrayList<>();
        first.forEach((place, figures) -> figures.forEach((figure, value) -> {
            Double now = second.getOrDefault(place, Map.of()).get(figure);
            if (now != null && Math.abs(now - value) > SAME * Math.max(Math.abs(now), Math.abs(value))) {
                changes.add(new Change(place, figure, value, now));
            }
        }));
        changes.sort(Comparator.comparing(Change::worse)
                .reversed()
                .thenComparing(change -> Math.abs(change.probability()), Comparator.reverseOrder())
                .thenComparing(Change::ratio, Comparator.reverseOrder())
                .thenComparing(Change::place)
                .thenComparing(Change::figure));
        return new CalibrationDiff(changes, missing(first, second), missing(second, first));
    }

    private static List<String> missing(
            SortedMap<String, Map<Figure, Double>> here, SortedMap<String, Map<Figure, Double>> there) {
        return here.keySet().stream().filter(place -> !there.containsKey(place)).toList();
    }

    private static SortedMap<String, Map<Figure, Double>> figures(NoiseModel model) {
        SortedMap<String, Map<Figure, Double>> figures =
                new TreeMap<>(Comparator.comparing(CalibrationDiff::order).thenComparing(place -> place));
        Map<Figure, Double> base = qubit(model, model.base());
        base.put(Figure.TWO_QUBIT_GATE, pair(model, model.base().p2(), model.base(), model.base()));
        figures.put("all others", base);
        for (QubitErrors qubit : model.qubits()) {
            figures.put("qubit " + qubit.qubit(), qubit(model, qubit.errors()));
        }
        for (PairErrors pair : model.pairs()) {
            int low = Math.min(pair.first(), pair.second());
            int high = Math.max(pair.first(), pair.second());
            figures.put(
                    "pair " + low + "-" + high,
                    Map.of(Figure.TWO_QUBIT_GATE, pair(model, pair.p2(), model.qubit(low), model.qubit(high))));
        }
        return figures;
    }

    /** Numbers in the names, so that qubit 9 stands before qubit 10. */
    private static String order(String place) {
        return Stream.of(place.split("[ -]"))
                .map(word -> Character.isDigit(word.charAt(0)) ? String.format("%9s", word) : word)
                .collect(Collectors.joining(" "));
    }

    private static Map<Figure, Double> qubit(NoiseModel model, Errors errors) {
        Map<Figure, Double> figures = new TreeMap<>();
        double pulse = PauliChannel.afterRotation(errors.p1(), errors, model.oneQubitTime())
                .error();
        figures.put(Figure.ONE_QUBIT_GATE, pulse * 2 / 3);
        figures.put(Figure.READ_0_FOR_1, errors.readout01());
        figures.put(Figure.READ_1_FOR_0, errors.readout10());
        if (Double.isFinite(errors.t1())) {
            figures.put(Figure.T1, errors.t1());
        }
        if (Double.isFinite(errors.t2())) {
            figures.put(Figure.T2, errors.t2());
        }
        return figures;
    }

    private static double pair(NoiseModel model, double p2, Errors first, Errors second) {
        return PauliChannel.afterCnot(p2, first, second, model.twoQubitTime()).error() * 4 / 5;
    }
}
