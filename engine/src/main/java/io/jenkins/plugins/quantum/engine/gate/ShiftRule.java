package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.circuit.AngleSlope;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.ShiftedAngles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exact derivatives of a mean by shifts of the gates' angles. Rotations and phases take two shifts, ½[C(θ+π/2) − C(θ−π/2)] (Schuld et
 * al., Physical Review A 99, 2019); rotations with a control four (Anselmetti et al., New Journal of Physics 23, 2021). Each place where
 * a parameter occurs is shifted alone, and the chain rule joins them.
 */
public final class ShiftRule {
    private static final double QUARTER = Math.PI / 2;
    private static final double WIDE = 3 * Math.PI / 2;
    private static final double PLUS = (Math.sqrt(2) + 1) / (4 * Math.sqrt(2));
    private static final double MINUS = (Math.sqrt(2) - 1) / (4 * Math.sqrt(2));

    private final MeanOfCost cost;
    private final List<ShiftedAngles> circuits;

    /**
     * Prepares derivatives.
     *
     * @param workload
     *     whose circuits measure the groups of an observable
     * @param parameters
     *     those by which derivatives will be taken
     * @param cost
     *     collects the evaluations
     */
    public ShiftRule(Workload workload, Set<String> parameters, MeanOfCost cost) {
        this.cost = cost;
        this.circuits = workload.tasks().stream()
                .map(task -> ShiftedAngles.of(task.circuit(), parameters))
                .toList();
    }

    /** The circuits that the evaluations run. */
    public List<Circuit> circuits() {
        return circuits.stream().map(ShiftedAngles::circuit).toList();
    }

    /** How many evaluations derivatives by some parameters take, at most. */
    public long evaluations(List<String> parameters) {
        return parameters.stream()
                .flatMap(parameter -> places(parameter).stream())
                .mapToLong(place -> place.controlledRotation() ? 4 : 2)
                .sum();
    }

    /** The places of a parameter. */
    public List<ShiftedAngles.Place> places(String parameter) {
        return circuits.get(0).places().stream()
                .filter(place -> place.angle().inputs().contains(parameter))
                .toList();
    }

    /** The derivative by a parameter. */
    public Derivative by(String parameter, Map<String, Double> at) {
        var terms = new ArrayList<Derivative.Term>();
        for (ShiftedAngles.Place place : places(parameter)) {
            double slope = AngleSlope.of(place.angle(), parameter, at);
            if (place.controlledRotation()) {
                pair(place, at, QUARTER, slope * PLUS, terms);
                pair(place, at, WIDE, -slope * MINUS, terms);
            } else {
                pair(place, at, QUARTER, slope / 2, terms);
            }
        }
        return new Derivative(terms);
    }

    private void pair(
            ShiftedAngles.Place place,
            Map<String, Double> at,
            double shift,
            double weight,
            List<Derivative.Term> terms) {
        terms.add(new Derivative.Term(cost.at(with(at, circuits.get(0).shifts(place, shift))), weight));
        terms.add(new Derivative.Term(cost.at(with(at, circuits.get(0).shifts(place, -shift))), -weight));
    }

    /** What the plain rule, applied to the parameter itself, takes for the derivative: right where it is the angle of one rotation only. */
    public Derivative plain(String parameter, Map<String, Double> at) {
        return new Derivative(List.of(
                new Derivative.Term(moved(parameter, at, QUARTER), 0.5),
                new Derivative.Term(moved(parameter, at, -QUARTER), -0.5)));
    }

    /**
     * Central differences of four points, (8[C(θ+h) − C(θ−h)] − [C(θ+2h) − C(θ−2h)])/12h, whose error is h⁴/30 times the fifth
     * derivative.
     */
    public Derivative difference(String parameter, Map<String, Double> at, double step) {
        double weight = 8 / (12 * step);
        double wide = -1 / (12 * step);
        return new Derivative(List.of(
                new Derivative.Term(moved(parameter, at, step), weight),
                new Derivative.Term(moved(parameter, at, -step), -weight),
                new Derivative.Term(moved(parameter, at, 2 * step), wide),
                new Derivative.Term(moved(parameter, at, -2 * step), -wide)));
    }

    /** How fast the angles of a parameter turn with it: the sum over its places. */
    public double speed(String parameter, Map<String, Double> at) {
        return places(parameter).stream()
                .mapToDouble(place -> Math.abs(AngleSlope.of(place.angle(), parameter, at)))
                .sum();
    }

    private int moved(String parameter, Map<String, Double> at, double by) {
        var values = with(at, circuits.get(0).unshifted());
        values.put(parameter, at.get(parameter) + by);
        return cost.at(values);
    }

    private static Map<String, Double> with(Map<String, Double> at, Map<String, Double> shifts) {
        var values = new LinkedHashMap<>(at);
        values.putAll(shifts);
        return values;
    }
}
