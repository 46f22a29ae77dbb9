package io.jenkins.plugins.quantum.engine.circuit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The inputs of a circuit as the arrays that they were in the framework: {@code x_0, x_1, …}, {@code x0, x1, …} and
 * Qiskit's {@code _x_0_, _x_1_, …} form the group {@code x}. Indices begin at 0 or 1 and have no gaps, else each input
 * stays alone.
 */
public final class ParameterGroups {
    private static final List<Pattern> STYLES = List.of(
            Pattern.compile("_(?<base>.*[^_])_(?<index>0|[1-9][0-9]{0,5})_"),
            Pattern.compile("(?<base>.*[^_])_(?<index>0|[1-9][0-9]{0,5})"),
            Pattern.compile("(?<base>.*[^_0-9])(?<index>0|[1-9][0-9]{0,5})"));

    private final Map<String, Group> groups;

    private ParameterGroups(Map<String, Group> groups) {
        this.groups = groups;
    }

    /**
     * An array of inputs.
     *
     * @param name
     *     of the array, or of the one input
     * @param inputs
     *     in the order of their index
     */
    public record Group(String name, List<String> inputs) {
        public Group {
            inputs = List.copyOf(inputs);
        }
    }

    /** The groups of a circuit, in the order in which their first inputs are declared. */
    public static ParameterGroups of(Circuit circuit) {
        var runs = new LinkedHashMap<Run, TreeMap<Integer, String>>();
        for (String input : circuit.inputs()) {
            Run run = Run.of(input);
            if (run != null) {
                runs.computeIfAbsent(run, r -> new TreeMap<>()).put(run.indexOf(input), input);
            }
        }
        runs.values().removeIf(members -> !gapless(members));
        var claims = new HashMap<String, Integer>();
        circuit.inputs().forEach(input -> claims.merge(input, 1, Integer::sum));
        runs.keySet().forEach(run -> claims.merge(run.base, 1, Integer::sum));
        // a name that two arrays, or an array and an input, could claim belongs to neither
        runs.keySet().removeIf(run -> claims.get(run.base) > 1);

        var groups = new LinkedHashMap<String, Group>();
        for (String input : circuit.inputs()) {
            Run run = Run.of(input);
            TreeMap<Integer, String> members = run == null ? null : runs.get(run);
            if (members == null) {
                groups.put(input, new Group(input, List.of(input)));
            } else {
                groups.putIfAbsent(run.base, new Group(run.base, List.copyOf(members.values())));
            }
        }
        return new ParameterGroups(groups);
    }

    private static boolean gapless(TreeMap<Integer, String> members) {
        return members.firstKey() <= 1 && members.lastKey() - members.firstKey() == members.size() - 1;
    }

    /** All groups. */
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /**
     * A value for each input of the circuit.
     *
     * @param valuesByGroup
     *     exactly one array for each group, as long as the group, of finite numbers
     * @throws IllegalArgumentException
     *     with a sentence for the user when groups or lengths do not match
     */
    public Map<String, Double> bind(Map<String, double[]> valuesByGroup) {
        for (String name : valuesByGroup.keySet()) {
            if (!groups.containsKey(name)) {
                throw new IllegalArgumentException("the circuit has no input '" + name + "'; " + existing());
            }
        }
        var bound = new LinkedHashMap<String, Double>();
        for (Group group : groups.values()) {
            double[] values = valuesByGroup.get(group.name());
            if (values == null) {
                throw new IllegalArgumentException(
                        "input '" + group.name() + "' of the circuit has no value; " + existing());
            }
            if (values.length != group.inputs().size()) {
                throw new IllegalArgumentException("expected " + group.inputs().size() + " value"
                        + (group.inputs().size() == 1 ? "" : "s") + " for input '" + group.name() + "', found "
                        + values.length);
            }
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException(
                            "value " + i + " of input '" + group.name() + "' is not a finite number: " + values[i]);
                }
                bound.put(group.inputs().get(i), values[i]);
            }
        }
        return bound;
    }

    private String existing() {
        if (groups.isEmpty()) {
            return "it has no inputs";
        }
        return "its inputs are "
                + groups.values().stream()
                        .sorted(Comparator.comparing(Group::name))
                        .map(group -> group.name() + " (" + group.inputs().size() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Inputs that differ in their index only. */
    private record Run(String base, int style) {
        static Run of(String input) {
            for (int style = 0; style < STYLES.size(); style++) {
                Matcher matcher = STYLES.get(style).matcher(input);
                if (matcher.matches()) {
                    return new Run(matcher.group("base"), style);
                }
            }
            return null;
        }

        int indexOf(String input) {
            Matcher matcher = STYLES.get(style).matcher(input);
            return matcher.matches() ? Integer.parseInt(matcher.group("index")) : -1;
        }
    }
}
