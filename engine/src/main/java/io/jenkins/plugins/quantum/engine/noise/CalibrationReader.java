package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
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

/** From the JSON tree of a user's own calibration file to a model; tells all errors, each with the JSON pointer of its place. */
final class CalibrationReader {
    private static final int MOST_QUBITS = 10_000;
    private static final int LONGEST_TEXT = 100;
    private static final List<String> TOP =
            List.of("name", "date", "gate-times", "base", "qubits", "pairs", "systematic");
    private static final List<String> TIMES = List.of("one-qubit", "two-qubit");

    private final String file;
    private final JsonNode root;
    private final Complaints complaints;

    CalibrationReader(String file, JsonNode root, Complaints complaints) {
        this.file = file;
        this.root = root;
        this.complaints = complaints;
    }

    /** The model; of use only when there were no problems. */
    NoiseModel read() {
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
        boolean p2 = base.p2() > 0 || pairs.stream().anyMatch(pair -> pair.p2() > 0);
        SystematicErrors systematic = systematic(p2);
        var model = new NoiseModel(name, "", base, qubits, pairs, oneQubitTime, twoQubitTime, systematic, date);
        return CalibrationEpoch.stamp(model, date);
    }

    private SystematicErrors systematic(boolean p2) {
        JsonNode node = root.path("systematic");
        if (node.isMissingNode()) {
            return SystematicErrors.NONE;
        }
        known(node, "/systematic", SystematicFigures.KEYS);
        Map<String, Double> values = new LinkedHashMap<>();
        SystematicFigures.KEYS.stream()
                .filter(node::has)
                .forEach(key -> number(node.get(key), "/systematic/" + key, values, key));
        return new SystematicFigures(values, (key, message, advice) -> problem("/systematic/" + key, message, advice))
                .errors(p2);
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
        var figures = new ErrorFigures(values, fallback, "", SourcePosition.of(file));
        Errors errors = figures.errors();
        figures.problems().forEach(found -> complaints.problem(pointer, found.message(), found.advice()));
        figures.warnings().forEach(found -> complaints.warning(pointer, found.message(), found.advice()));
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
        complaints.problem(pointer, message, advice);
    }

    /** A text of a service without control characters, of bounded length. */
    static String clean(String text) {
        String printable = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST_TEXT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.strip();
    }

    /** What stands there, in words; numbers and short texts as they are. */
    static String kind(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        String shown = node.isContainerNode() ? (node.isArray() ? "a list" : "an object") : node.toString();
        return shown.length() <= LONGEST_TEXT ? shown : shown.substring(0, LONGEST_TEXT) + "…";
    }
}
