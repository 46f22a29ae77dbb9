package io.jenkins.plugins.quantum.engine.gate.noisebudget;

import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Crossing;
import io.jenkins.plugins.quantum.engine.stats.Isotonic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * A metric over the noise. The critical noise is where the closest falling curve first lies below the line, by linear
 * interpolation.
 */
final class NoiseCurve {
    private static final double HALF_WIDTH = 1.959963984540054;
    private static final double LEAST_ERROR = 1e-6;

    private final SortedMap<Double, Averaged> points;
    private final double line;
    private final double[] x;

    /** Values by scale, 0 among them. */
    NoiseCurve(SortedMap<Double, Averaged> points, double line) {
        this.points = points;
        this.line = line;
        x = points.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    }

    Averaged at(double scale) {
        return points.get(scale);
    }

    /** The crossing of the curve moved by some standard errors at every point. */
    private Crossing crossing(double errors) {
        return Crossing.of(x, falling(errors), line - 1e-9);
    }

    Crossing crossing() {
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
    String critical() {
        String words = words(crossing());
        if (points.values().stream().allMatch(p -> p.standardError() == 0)) {
            return words;
        }
        return words + " (95 % " + words(crossing(-HALF_WIDTH)) + ".." + words(crossing(HALF_WIDTH)) + ")";
    }

    /** The mean of the metric over the grid as a share of its ideal value: area under the curve by the trapezoidal rule. */
    double area() {
        double[] y = points.values().stream().mapToDouble(Averaged::value).toArray();
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        }
        return y[0] == 0 ? 0 : sum / (x[x.length - 1] * y[0]);
    }

    /** {@code ideal 0.97   1.0x 0.87   1.5x 0.81   2.0x 0.74} */
    String row(double factor) {
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
    Averaged widest() {
        return points.values().stream()
                .max((a, b) -> Double.compare(a.standardError(), b.standardError()))
                .orElseThrow();
    }

    Plot.Curve plot(String metric, String noise, double factor) {
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
        var marks = new ArrayList<Plot.Mark>();
        marks.add(new Plot.Mark("device", 1));
        marks.add(new Plot.Mark("required", factor));
        if (crossing().place() == Crossing.Place.INSIDE) {
            marks.add(new Plot.Mark("critical", crossing().x()));
        }
        return new Plot.Curve(
                metric + " under noise",
                "factor on the noise of " + noise,
                metric,
                List.of(new Plot.Series("measured", measured), new Plot.Series("falling fit", falling)),
                line,
                marks);
    }
}
