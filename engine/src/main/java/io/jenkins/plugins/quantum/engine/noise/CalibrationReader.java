package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.PairErrors;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.QubitErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From the JSON tree of a calibration file to a model; collects all errors, each with the JSON pointer of its place. */
final class CalibrationReader {
    private static final int MOST_QUBITS = 10_000;
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_TEXT = 100;
    private static final List<String> TOP = List.of("name", "date", "gate-times", "base", "qubits", "pairs");
    private static final List<String> TIMES = List.of("one-qubit", "two-qubit");

    private final String file;
    private final SourcePosition at;
    private final JsonNode root;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    CalibrationReader(String file, JsonNode root) {
        this.file = file;
        this.at = SourcePosition.of(file);
        this.root = root;
    }

    NoiseModels.Resolved read() {
        if (!root.isObject()) {
            throw new InputException(at, "expected a JSON object, found " + kind(root), "");
        }
        known(root, "", TOP);
        String name = text("name", file);
        String date = text("date", "");
        double oneQubitTime = gateTime("one-qubit");
        double twoQubitTime = gateTime("two-qubit");
        Errors base = Errors.NONE;
        if (root.path("base").isObject()) {
            base = errors(root.get("base"), "/base", Errors.NONE, ErrorFigures.KEYS);
        } else {
            problem("/base", "expected an object with the errors of all qubits, found " + kind(root.path("base")), "");
        }
        List<QubitErrors> qubits = qubits(base);
        List<PairErrors> pairs = pairs();
        if ((relaxes(base) || qubits.stream().anyMatch(q -> relaxes(q.errors()))) && !root.has("gate-times")) {
            problem("/gate-times", "expected the gates' times in seconds, because t1 or t2 is given; found none", "");
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        }
        var model = new NoiseModel(name, "", base, qubits, pairs, oneQubitTime, twoQubitTime);
        return new NoiseModels.Resolved(CalibrationEpoch.stamp(model, date), warnings);
    }

    private static boolean relaxes(Errors errors) {
        return errors.t1() < Double.POSITIVE_INFINITY || errors.t2() < Double.POSITIVE_INFINITY;
    }

    private List<QubitErrors> qubits(Errors base) {
        var qubits = new ArrayList<QubitErrors>();
        var seen = new HashSet<Integer>();
        var keys = new ArrayList<>(ErrorFigures.KEYS);
        keys.remove("p2");
        keys.add("qubit");
        for (JsonNode node : list("qubits")) {
            String pointer = "/qubits/" + qubits.size();
            int qubit = index(node.path("qubit"), pointer + "/qubit");
            if (qubit >= 0 && !seen.add(qubit)) {
                problem(pointer + "/qubit", "qubit " + qubit + " is listed twice", "keep one of them");
            }
            qubits.add(new QubitErrors(qubit, errors(node, pointer, base, keys)));
        }
        return qubits;
    }

    private List<PairErrors> pairs() {
        var pairs = new ArrayList<PairErrors>();
        Set<Set<Integer>> seen = new HashSet<>();
        for (JsonNode node : list("pairs")) {
            String pointer = "/pairs/" + pairs.size();
            JsonNode both = node.path("qubits");
            int first = index(both.path(0), pointer + "/qubits/0");
            int second = index(both.path(1), pointer + "/qubits/1");
            if (both.size() != 2 || first == second && first >= 0) {
                problem(pointer + "/qubits", "expected two different qubits, for example [0, 1]", "");
            } else if (first >= 0 && second >= 0 && !seen.add(Set.of(first, second))) {
                problem(
                        pointer + "/qubits",
                        "the pair " + first + ", " + second + " is listed twice",
                        "keep one of them");
            }
            if (!node.has("p2")) {
                problem(pointer + "/p2", "expected the pair's p2, found nothing", "");
            }
            pairs.add(new PairErrors(
                    first,
                    second,
                    errors(node, pointer, Errors.NONE, List.of("qubits", "p2")).p2()));
        }
        return pairs;
    }

    private Iterable<JsonNode> list(String key) {
        JsonNode node = root.path(key);
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MOST_QUBITS) {
            problem("/" + key, "expected a list of at most " + MOST_QUBITS + " entries, found " + kind(node), "");
            return List.of();
        }
        return node;
    }

    /** The figures in an object; keys that are no figures are read elsewhere. */
    private Errors errors(JsonNode node, String pointer, Errors fallback, List<String> allowed) {
        known(node, pointer, allowed);
        Map<String, Double> values = new LinkedHashMap<>();
        for (String key : ErrorFigures.KEYS) {
            if (node.has(key) && allowed.contains(key)) {
                number(node.get(key), pointer + "/" + key, values, key);
            }
        }
        var figures = new ErrorFigures(values, fallback, pointer + ": ", at);
        Errors errors = figures.errors();
        problems.addAll(figures.problems());
        warnings.addAll(figures.warnings());
        return errors;
    }

    private void number(JsonNode node, String pointer, Map<String, Double> values, String key) {
        if (node.isNumber()) {
            values.put(key, node.asDouble());
        } else {
            problem(pointer, "expected a number, found " + kind(node), "");
        }
    }

    private double gateTime(String key) {
        JsonNode times = root.path("gate-times");
        if (times.isMissingNode()) {
            return 0;
        }
        String pointer = "/gate-times/" + key;
        if (key.equals(TIMES.get(0))) {
            known(times, "/gate-times", TIMES);
        }
        JsonNode node = times.path(key);
        if (!node.isNumber() || !(node.asDouble() >= 0 && node.asDouble() <= 1)) {
            problem(pointer, "expected a time in seconds from 0 to 1, found " + kind(node), "");
            return 0;
        }
        return node.asDouble();
    }

    private int index(JsonNode node, String pointer) {
        if (node.isInt() && node.asInt() >= 0) {
            return node.asInt();
        }
        problem(pointer, "expected the number of a qubit, from 0, found " + kind(node), "");
        return -1;
    }

    private String text(String key, String otherwise) {
        JsonNode node = root.path(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isTextual() || node.asText().isBlank() || node.asText().length() > LONGEST_TEXT) {
            problem("/" + key, "expected a text of 1 to " + LONGEST_TEXT + " characters, found " + kind(node), "");
            return otherwise;
        }
        return node.asText();
    }

    private void known(JsonNode node, String pointer, List<String> allowed) {
        if (!node.isObject()) {
            problem(pointer, "expected an object, found " + kind(node), "");
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                String advice = Suggestion.nearest(key, allowed)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("");
                problem(pointer, "expected one of " + String.join(", ", allowed) + ", found '" + key + "'", advice);
            }
        });
    }

    private void problem(String pointer, String message, String advice) {
        problems.add(Diagnostic.error(at, (pointer.isEmpty() ? "/" : pointer) + ": " + message, advice));
    }

    /** What stands there, in words; numbers and short texts as they are. */
    private static String kind(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        String shown = node.isContainerNode() ? (node.isArray() ? "a list" : "an object") : node.toString();
        return shown.length() <= LONGEST_TEXT ? shown : shown.substring(0, LONGEST_TEXT) + "…";
    }
}
