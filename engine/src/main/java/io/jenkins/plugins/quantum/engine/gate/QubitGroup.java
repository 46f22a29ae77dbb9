package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * Some qubits of a circuit and the classical bits that hold them at its end.
 *
 * @param qubits
 *     as the suite names them
 * @param bits
 *     one for each qubit
 * @param width
 *     of an outcome, in bits
 */
public record QubitGroup(List<Integer> qubits, List<Integer> bits, int width) {
    public QubitGroup {
        qubits = List.copyOf(qubits);
        bits = List.copyOf(bits);
    }

    /** The qubits of an option; all measured ones where it is not given. Only after {@link #refusal} found nothing. */
    public static QubitGroup of(GateContext context, String option) {
        Circuit circuit = circuit(context);
        var qubits = new ArrayList<Integer>();
        List<String> given = context.spec().items(option);
        if (given.isEmpty()) {
            measures(circuit).forEach(measure -> qubits.add(measure.qubit()));
        } else {
            given.forEach(qubit -> qubits.add(Integer.valueOf(qubit)));
        }
        List<Integer> bits =
                qubits.stream().map(qubit -> bit(circuit, qubit).orElseThrow()).toList();
        return new QubitGroup(qubits, bits, circuit.bits());
    }

    /** What is wrong with the qubits of an option, if anything. */
    public static Optional<Proposal.Refused> refusal(GateContext context, String option, int most) {
        Circuit circuit = circuit(context);
        for (String given : context.spec().items(option)) {
            int qubit = Integer.parseInt(given);
            if (qubit >= circuit.qubits()) {
                return refused(
                        context,
                        option,
                        "there is no qubit " + qubit + ": the circuit has " + Wording.count(circuit.qubits(), "qubit"),
                        "write qubits from 0 to " + (circuit.qubits() - 1));
            }
            if (bit(circuit, qubit).isEmpty()) {
                return refused(
                        context,
                        option,
                        "the circuit does not measure qubit " + qubit,
                        "measure it, or leave all measurements out: then every qubit is measured at the end");
            }
        }
        int size = context.spec().items(option).isEmpty()
                ? measures(circuit).size()
                : context.spec().items(option).size();
        return size <= most
                ? Optional.empty()
                : refused(
                        context,
                        option,
                        Wording.count(size, "qubit") + " have 2^" + size + " outcomes, of which most would never come",
                        "name at most " + most + " qubits, or use fidelity");
    }

    private static Optional<Proposal.Refused> refused(
            GateContext context, String option, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative));
    }

    private static Circuit circuit(GateContext context) {
        return context.workload().tasks().get(0).circuit();
    }

    private static List<Instruction.Measure> measures(Circuit circuit) {
        return circuit.instructions().stream()
                .filter(Instruction.Measure.class::isInstance)
                .map(Instruction.Measure.class::cast)
                .toList();
    }

    private static Optional<Integer> bit(Circuit circuit, int qubit) {
        return measures(circuit).stream()
                .filter(measure -> measure.qubit() == qubit)
                .map(Instruction.Measure::bit)
                .reduce((first, last) -> last);
    }

    /** The number of outcomes of the group. */
    public int outcomes() {
        return 1 << bits.size();
    }

    /** What the group shows in an outcome: its first qubit counts 1, the next 2, and so on. */
    public int value(String outcome) {
        int value = 0;
        for (int i = 0; i < bits.size(); i++) {
            value |= (outcome.charAt(width - 1 - bits.get(i)) - '0') << i;
        }
        return value;
    }

    /** The group's own probabilities. */
    public double[] law(Distribution distribution) {
        double[] law = new double[outcomes()];
        each(distribution, (outcome, p) -> law[value(outcome)] += p);
        return law;
    }

    /** The joint probabilities of this group and another, by row and column. */
    public double[][] joint(QubitGroup other, Distribution distribution) {
        double[][] joint = new double[outcomes()][other.outcomes()];
        each(distribution, (outcome, p) -> joint[value(outcome)][other.value(outcome)] += p);
        return joint;
    }

    private static void each(Distribution distribution, ObjDoubleConsumer<String> use) {
        double sum = distribution.probabilities().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        distribution.probabilities().forEach((outcome, p) -> use.accept(outcome, p / sum));
    }

    /** How often the group showed each of its outcomes. */
    public long[] counts(Counts counts) {
        long[] sums = new long[outcomes()];
        for (Map.Entry<String, Long> entry : counts.counts().entrySet()) {
            sums[value(entry.getKey())] += entry.getValue();
        }
        return sums;
    }

    /** How often this group and another showed what, by row and column. */
    public long[][] table(QubitGroup other, Counts counts) {
        long[][] table = new long[outcomes()][other.outcomes()];
        for (Map.Entry<String, Long> entry : counts.counts().entrySet()) {
            table[value(entry.getKey())][other.value(entry.getKey())] += entry.getValue();
        }
        return table;
    }
}
