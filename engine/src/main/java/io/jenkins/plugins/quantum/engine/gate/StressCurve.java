package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.Crossing;
import io.jenkins.plugins.quantum.engine.stats.Isotonic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A metric over a stress, for example the factor on the noise. The stress is critical where the closest falling curve first lies
 * below the line, by linear interpolation.
 */
public final class StressCurve {
    /** Factors on the noise, rising, that a curve is drawn at besides 0 and the factor that is judged. */
    private static final List<Double> FACTORS = List.of(0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0);

    private static final double HALF_WIDTH = 1.959963984540054;
    private static final double LEAST_ERROR = 1e-6;

    private final SortedMap<Double, Averaged> points;
    private final double line;
    private final double[] x;

    /**
     * A curve.
     *
     * @param points
     *     values by stress, 0 among them
     * @param line
     *     worst value that is accepted
     */
    public StressCurve(SortedMap<Double, Averaged> points, double line) {
        this.points = new TreeMap<>(points);
        this.line = line;
        x = points.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Factors on the noise that a curve needs, rising, without 0. */
    public static List<Double> factors(double judged) {
        var factors = new TreeSet<>(FACTORS);
        factors.add(judged);
        return List.copyOf(factors);
    }

    /** The value at a stress that was measured. */
    public Averaged at(double scale) {
        return points.get(scale);
    }

    /** The crossing of the curve moved by some standard errors at every point. */
    private Crossing crossing(double errors) {
        return Crossing.of(x, falling(errors), line - 1e-9);
    }

    /** Where it falls below the line. */
    public Crossing crossing() {
        return crossing(0);
    }

    private double[] falling(double errors) {
        double[] y = points.values().stream()
                .mapToDouble(p -> p.value() + errors * p.standardError())
                .toArray();
        double[] weights = points.values().stream()
                .mapToDouble(p -> 1 / Math.pow(Math.max(LEAST_ERROR, p.standardError()), 2))
                .toArray();
        if (points.values().stream().anyMatch(p -> p.standardError() == 0)) {
            Arrays.fill(weights, 1);
        }
        return Isotonic.decreasing(x, y, weights);
    }

    /** {@code 1.2x}, {@code > 5.0x} or {@code 0}. */
    static String words(Crossing crossing) {
        return switch (crossing.place()) {
            case BELOW_AT_START -> "0";
            case INSIDE -> Wording.number(crossing.x()) + "x";
            case BEYOND -> "> " + Wording.factor(crossing.x());
        };
    }

    /** {@code 1.20x (95 % 1.10x..1.31x)}, without the interval where the values are exact. */
    public String critical() {
        String words = words(crossing());
        if (points.values().stream().allMatch(p -> p.standardError() == 0)) {
            return words;
        }
        return words + " (95 % " + words(crossing(-HALF_WIDTH)) + ".." + words(crossing(HALF_WIDTH)) + ")";
    }

    /** The mean of the metric over the grid as a share of its ideal value: area under the curve by the trapezoidal rule. */
    public double area() {
        double[] y = points.values().stream().mapToDouble(Averaged::value).toArray();
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        }
        return y[0] == 0 ? 0 : sum / (x[x.length - 1] * y[0]);
    }

    /** {@code ideal 0.97   1.0x 0.87   1.5x 0.81   2.0x 0.74} */
    public String row(double factor) {
        var text = new StringBuilder("ideal " + Wording.number(at(0).value()));
        for (double scale : x) {
            if (scale >= 1 && (scale <= 2 || scale == factor)) {
                text.append("   ")
                        .append(Wording.factor(scale))
                        .append(' ')
                        .append(Wording.beside(at(scale).value(), line));
            }
        }
        return text.toString();
    }

    /** The largest numerical error on the curve. */
    public Averaged widest() {
        return points.values().stream()
                .max((a, b) -> Double.compare(a.standardError(), b.standardError()))
                .orElseThrow();
    }

    /**
     * The curve with its falling fit, marked where it is judged and where it becomes critical.
     *
     * @param title
     *     heading
     * @param stress
     *     label of the axis
     * @param metric
     *     label of the values
     * @param marks
     *     besides the critical stress
     */
    public Plot.Curve plot(String title, String stress, String metric, List<Plot.Mark> marks) {
        var measured = new ArrayList<Plot.Point>();
        var falling = new ArrayList<Plot.Point>();
        double[] fitted = falling(0);
        int i = 0;
        for (var point : points.entrySet()) {
            double half = HALF_WIDTH * point.getValue().standardError();
            double y = point.getValue().value();
            measured.add(new Plot.Point(point.getKey(), y, y - half, y + half));
            falling.add(new Plot.Point(point.getKey(), fitted[i], fitted[i], fitted[i]));
            i++;
        }
        var all = new ArrayList<>(marks);
        if (crossing().place() == Crossing.Place.INSIDE) {
            all.add(new Plot.Mark("critical", crossing().x()));
        }
        return new Plot.Curve(
                title,
                stress,
                metric,
                List.of(new Plot.Series("measured", measured), new Plot.Series("falling fit", falling)),
                line,
                all);
    }

    /** The curve over the noise of a device: marked at the device itself and at the factor that is required. */
    public Plot.Curve plotOverNoise(String metric, String noise, double factor) {
        return plot(
                metric + " under noise",
                "factor on the noise of " + noise,
                metric,
                List.of(new Plot.Mark("device", 1), new Plot.Mark("required", factor)));
    }
}
