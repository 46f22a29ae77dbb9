package io.jenkins.plugins.quantum.engine.gate.inputperturbation;

import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The box around each point within which its inputs may move: an interval for each input that differs between the points. Inputs that are
 * the same at all points are weights and stay.
 */
final class InputBox {
    /** Step of the finite differences, as a share of the box: small enough for a sign, large against single precision. */
    private static final double STEP = 0.5;

    private final GateContext context;
    private final List<Map<String, Double>> points;
    private final SortedMap<String, Double> halfWidths;
    private final int directions;

    private InputBox(
            GateContext context,
            List<Map<String, Double>> points,
            SortedMap<String, Double> halfWidths,
            int directions) {
        this.context = context;
        this.points = points;
        this.halfWidths = halfWidths;
        this.directions = directions;
    }

    static InputBox of(GateContext context, double epsilon, boolean ofRange, int directions) {
        List<Map<String, Double>> points = context.workload().tasks().get(0).bindings();
        var widths = new TreeMap<String, Double>();
        for (String input : points.get(0).keySet()) {
            double[] values = points.stream()
                    .mapToDouble(point -> point.get(input))
                    .sorted()
                    .toArray();
            double range = values[values.length - 1] - values[0];
            if (range > 0) {
                widths.put(input, ofRange ? epsilon * range : epsilon);
            }
        }
        return new InputBox(context, points, widths, directions);
    }

    /** The inputs that move. */
    List<String> features() {
        return List.copyOf(halfWidths.keySet());
    }

    int points() {
        return points.size();
    }

    /** How many circuits are simulated in all. */
    long circuits() {
        // the points themselves, two moves of each input, the corners, and the corner that the signs point to
        return (2L + 2L * halfWidths.size() + directions)
                * points.size()
                * context.workload().tasks().size();
    }

    /** Every input moved alone, up and then down, by half of the box; then the corners. */
    Need first() {
        var moved = new ArrayList<Map<String, Double>>();
        for (String input : halfWidths.keySet()) {
            for (double sign : new double[] {STEP, -STEP}) {
                points.forEach(point -> moved.add(moved(point, Map.of(input, sign))));
            }
        }
        UniformRandomProvider random =
                Seed.generator(Seed.derive(context.seed(), "input-perturbation", context.test()));
        for (int d = 0; d < directions; d++) {
            points.forEach(point -> moved.add(moved(point, corner(random))));
        }
        return need("inputs moved", moved);
    }

    /** How many lists of points {@link #first} runs. */
    int variants() {
        return 2 * halfWidths.size() + directions;
    }

    private Map<String, Double> corner(UniformRandomProvider random) {
        var signs = new HashMap<String, Double>();
        halfWidths.keySet().forEach(input -> signs.put(input, random.nextBoolean() ? 1.0 : -1.0));
        return signs;
    }

    /** Every point moved to a corner of its own. */
    Need second(List<Map<String, Double>> signs) {
        var moved = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < points.size(); i++) {
            moved.add(moved(points.get(i), signs.get(i)));
        }
        return need("inputs moved against the decision", moved);
    }

    private Map<String, Double> moved(Map<String, Double> point, Map<String, Double> signs) {
        var moved = new HashMap<>(point);
        signs.forEach((input, sign) -> moved.merge(input, sign * halfWidths.get(input), Double::sum));
        return moved;
    }

    private Need need(String name, List<Map<String, Double>> bindings) {
        return Needs.ideal(context)
                .of(new Probe(
                        name,
                        context.workload().tasks().stream()
                                .map(task -> new Workload.Task(task.id(), task.program(), bindings))
                                .toList()));
    }
}
