package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Several distributions over the same outcomes, as rows of numbers in one order. */
public final class OutcomeTable {
    private static final int SHOWN = 32;

    private final List<String> outcomes;

    /** All outcomes of some distributions. */
    public OutcomeTable(List<Distribution> distributions) {
        var all = new TreeSet<String>();
        distributions.forEach(d -> all.addAll(d.probabilities().keySet()));
        outcomes = List.copyOf(all);
    }

    /** The outcomes, sorted. */
    public List<String> outcomes() {
        return outcomes;
    }

    /** Probabilities by outcome, scaled to the sum 1 that single precision misses. */
    public double[] row(Distribution distribution) {
        double[] row = new double[outcomes.size()];
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = distribution.of(outcomes.get(i));
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= sum;
        }
        return row;
    }

    /** The number of outcomes that a program can give. */
    public static double dimension(Program program) {
        return program instanceof Circuit circuit ? dimension(circuit) : Math.pow(2, bits(program));
    }

    /**
     * The length of an outcome.
     *
     * @throws IllegalStateException
     *     for problems, whose outcomes are read as energies
     */
    public static int bits(Program program) {
        if (program instanceof Circuit circuit) {
            return circuit.bits();
        }
        if (program instanceof NativeProgram other) {
            return other.sites();
        }
        throw new IllegalStateException("the outcomes of a problem are read as energies");
    }

    /** The number of outcomes that a circuit can give: 2 to the number of bits that it measures into. */
    public static double dimension(Circuit circuit) {
        var written = new BitSet();
        mark(circuit.instructions(), written);
        return Math.pow(2, written.cardinality());
    }

    private static void mark(List<Instruction> steps, BitSet written) {
        for (Instruction step : steps) {
            if (step instanceof Instruction.Measure measure) {
                written.set(measure.bit());
            } else if (step instanceof Instruction.Conditional conditional) {
                mark(conditional.then(), written);
                mark(conditional.otherwise(), written);
            }
        }
    }

    /** Bars of the likeliest outcomes by the first distribution, the others as "rest". */
    public Plot.Bars bars(List<String> names, List<Distribution> distributions) {
        Distribution first = distributions.get(0);
        var order = new ArrayList<>(outcomes);
        order.sort(Comparator.comparingDouble((String o) -> -first.of(o)).thenComparing(Comparator.naturalOrder()));
        var shown = new ArrayList<>(order.subList(0, Math.min(SHOWN, order.size())));
        shown.sort(Comparator.naturalOrder());
        var categories = new ArrayList<>(shown);
        boolean rest = order.size() > SHOWN;
        if (rest) {
            categories.add("rest");
        }
        var groups = new ArrayList<Plot.Group>();
        for (int d = 0; d < names.size(); d++) {
            var values = new ArrayList<Double>();
            double left = 1;
            for (String outcome : shown) {
                values.add(distributions.get(d).of(outcome));
                left -= distributions.get(d).of(outcome);
            }
            if (rest) {
                values.add(Math.max(0, left));
            }
            groups.add(new Plot.Group(names.get(d), values));
        }
        return new Plot.Bars("Outcomes", "probability", categories, groups);
    }
}
