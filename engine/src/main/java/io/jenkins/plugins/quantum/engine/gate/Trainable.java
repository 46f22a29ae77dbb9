package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.ParameterGroups;
import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.suite.GateKind.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;

/** The inputs of a circuit that training would change: those that the suite names, or all that are not bound to data. */
public final class Trainable {
    private static final String OPTION = "parameters";

    /** Most numbers that a gate may keep in memory: about 500 MB. */
    private static final long MOST_NUMBERS = 1L << 22;

    private final GateContext context;
    private final List<String> inputs;

    private Trainable(GateContext context, List<String> inputs) {
        this.context = context;
        this.inputs = inputs;
    }

    /** The option {@code parameters}. */
    public static Option option() {
        return Option.names(OPTION, "all inputs that are not bound to data", "the input groups that training changes");
    }

    /** Why a gate that looks at many parameters cannot run: where shots decide, or where there is nothing to train. */
    public static Optional<Proposal.Refused> refusal(GateContext context) {
        if (!context.exact()) {
            return refused(
                    context,
                    context.spec().kind() + " takes thousands of runs with random parameters, which "
                            + (context.backend().simulator()
                                    ? "is asked of probabilities only"
                                    : "a device is too dear for"),
                    "run it on builtin or aer with 'evidence: automatic', and write '"
                            + context.spec().kind() + ": off' in the override of this profile");
        }
        Map<String, List<String>> groups = groups(context);
        List<String> free = free(context, groups);
        for (String name : context.spec().texts(OPTION).orElse(List.of())) {
            if (!groups.containsKey(name)) {
                return refused(
                        context,
                        "the circuit has no input '" + name + "'",
                        Suggestion.nearest(name, List.copyOf(groups.keySet()))
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("its inputs are " + String.join(", ", groups.keySet())));
            }
            if (!free.contains(name)) {
                return refused(
                        context,
                        "input '" + name + "' is bound to data, which training does not change",
                        free.isEmpty() ? "" : "name some of " + String.join(", ", free));
            }
        }
        return free.isEmpty()
                ? refused(
                        context,
                        "the circuit has no input that training could change",
                        "write the trained angles as 'input float w;' and bind them under 'inputs:'")
                : Optional.empty();
    }

    private static Optional<Proposal.Refused> refused(GateContext context, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(OPTION), reason, alternative));
    }

    /** Why so many evaluations cannot be kept, if so: each has values for all inputs and all outcomes of what its circuits measure. */
    public static Optional<Proposal.Refused> tooMany(
            GateContext context, String option, long evaluations, List<Circuit> circuits) {
        double numbers = circuits.stream()
                .mapToDouble(circuit ->
                        OutcomeTable.dimension(circuit) + circuit.inputs().size())
                .sum();
        return evaluations * numbers <= MOST_NUMBERS
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().position(option),
                        Wording.count(evaluations) + " runs with " + Wording.count((long) Math.min(1e15, numbers))
                                + " inputs and outcomes each are too many to keep",
                        "write fewer '" + option + "': a share of "
                                + Wording.number(MOST_NUMBERS / (evaluations * numbers))
                                + " of these runs is taken"));
    }

    /** Those of a context for which {@link #refusal} found nothing. */
    public static Trainable of(GateContext context) {
        Map<String, List<String>> groups = groups(context);
        List<String> names = context.spec().texts(OPTION).orElseGet(() -> free(context, groups));
        return new Trainable(
                context,
                names.stream().flatMap(name -> groups.get(name).stream()).toList());
    }

    private static Map<String, List<String>> groups(GateContext context) {
        return ParameterGroups.of(circuit(context)).groups().stream()
                .collect(Collectors.toMap(
                        ParameterGroups.Group::name, ParameterGroups.Group::inputs, (a, b) -> a, LinkedHashMap::new));
    }

    private static List<String> free(GateContext context, Map<String, List<String>> groups) {
        return groups.entrySet().stream()
                .filter(group ->
                        group.getValue().stream().noneMatch(context.workload().dataInputs()::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Circuit circuit(GateContext context) {
        return context.workload().tasks().get(0).circuit();
    }

    /** Their names, in the order of declaration. */
    public List<String> inputs() {
        return inputs;
    }

    /**
     * Values for all inputs: random ones, uniform from 0 to 2π, for these; for the others those of the workload, point after point of
     * the data.
     *
     * @param draws
     *     how many
     * @param purpose
     *     names the draws: the same name gives the same values
     */
    public List<Map<String, Double>> draws(int draws, String purpose) {
        UniformRandomProvider random = Seed.generator(Seed.derive(context.seed(), "parameters", purpose));
        List<Map<String, Double>> points = context.workload().tasks().get(0).bindings();
        var drawn = new ArrayList<Map<String, Double>>(draws);
        for (int d = 0; d < draws; d++) {
            var values = new LinkedHashMap<>(points.get(d % points.size()));
            inputs.forEach(input -> values.put(input, 2 * Math.PI * random.nextDouble()));
            drawn.add(values);
        }
        return drawn;
    }

    /** Some of them at equal distances, from the first to the last. */
    public List<String> spread(int most) {
        if (inputs.size() <= most) {
            return inputs;
        }
        var some = new ArrayList<String>(most);
        for (int k = 0; k < most; k++) {
            some.add(inputs.get((int) Math.round(k * (inputs.size() - 1.0) / (most - 1.0))));
        }
        return some;
    }
}
