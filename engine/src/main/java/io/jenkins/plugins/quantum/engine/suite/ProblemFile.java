package io.jenkins.plugins.quantum.engine.suite;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An optimisation problem with the names of its variables: a JSON object
 * {@code {"linear": {"a": -1, "b": 0.5}, "quadratic": [["a", "b", 2]], "offset": 0}}. Variables are numbered in the order in which they are
 * first named.
 *
 * @param names
 *     of the variables, by number
 * @param problem
 *     its biases
 */
public record ProblemFile(List<String> names, BinaryQuadraticModel problem) {
    /** The most variables. */
    public static final int MOST_VARIABLES = 10_000;

    private static final int MOST_COUPLINGS = 500_000;
    private static final int LONGEST_NAME = 100;
    private static final double LARGEST = 1e12;
    private static final String FORM =
            "write {\"linear\": {\"a\": -1, \"b\": 0.5}, \"quadratic\": [[\"a\", \"b\", 2]], \"offset\": 0}";

    public ProblemFile {
        names = List.copyOf(names);
    }

    /**
     * Reads a file.
     *
     * @param displayName
     *     as the suite names it, for messages
     * @throws InputException
     *     with all errors, each with its place
     */
    public static ProblemFile read(Path file, String displayName, Vartype vartype) {
        TextFile content = TextFile.read(file, displayName);
        var problems = new Problems(displayName, content.text());
        return JsonText.read(content.text(), problems, json -> new Reader(json, problems, vartype).file());
    }

    /** A pair of variables, the lower number first. */
    private record Pair(int first, int second) {}

    /** Collects biases; goes on after an error, so that a user sees all of them. */
    private static final class Reader {
        private final JsonText json;
        private final Problems problems;
        private final Vartype vartype;
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final Map<Integer, Double> linear = new LinkedHashMap<>();
        private final List<Coupling> quadratic = new ArrayList<>();
        private final Set<Pair> pairs = new HashSet<>();
        private double offset;

        Reader(JsonText json, Problems problems, Vartype vartype) {
            this.json = json;
            this.problems = problems;
            this.vartype = vartype;
        }

        ProblemFile file() throws IOException {
            SourcePosition begin = json.at();
            if (json.token() != JsonToken.START_OBJECT) {
                problems.error(begin, "expected an object of biases, found " + json.describe(), FORM);
                return null;
            }
            while (json.next() != JsonToken.END_OBJECT && !problems.tooMany()) {
                key();
            }
            boolean none = linear.values().stream().allMatch(bias -> bias == 0)
                    && quadratic.stream().allMatch(coupling -> coupling.bias() == 0);
            if (none && !problems.any()) {
                problems.error(begin, "expected at least one bias that is not 0, found none", FORM);
            }
            if (problems.any()) {
                return null;
            }
            List<Double> biases = new ArrayList<>();
            for (int variable = 0; variable < numbers.size(); variable++) {
                biases.add(linear.getOrDefault(variable, 0.0));
            }
            return new ProblemFile(
                    List.copyOf(numbers.keySet()), new BinaryQuadraticModel(vartype, biases, quadratic, offset));
        }

        private void key() throws IOException {
            SourcePosition at = json.at();
            String key = json.name();
            json.next();
            switch (key) {
                case "linear" -> linear();
                case "quadratic" -> quadratic();
                case "offset" -> offset = bias();
                default -> {
                    problems.error(
                            at,
                            "expected linear, quadratic or offset, found the unknown key " + Scalars.quote(key),
                            FORM);
                    json.skip();
                }
            }
        }

        private void linear() throws IOException {
            if (json.token() != JsonToken.START_OBJECT) {
                problems.error(
                        json.at(), "expected an object from variables to biases, found " + json.describe(), FORM);
                json.skip();
                return;
            }
            while (json.next() != JsonToken.END_OBJECT && !problems.tooMany()) {
                Optional<Integer> variable = variable(json.name(), json.at());
                json.next();
                double bias = bias();
                variable.ifPresent(number -> linear.put(number, bias));
            }
        }

        private void quadratic() throws IOException {
            if (json.token() != JsonToken.START_ARRAY) {
                problems.error(json.at(), "expected a list of couplings, found " + json.describe(), FORM);
                json.skip();
                return;
            }
            while (json.next() != JsonToken.END_ARRAY && !problems.tooMany()) {
                if (json.token() == JsonToken.START_ARRAY) {
                    coupling();
                } else {
                    problems.error(
                            json.at(), "expected a coupling such as [\"a\", \"b\", 2], found " + json.describe(), "");
                    json.skip();
                }
            }
        }

        private void coupling() throws IOException {
            SourcePosition at = json.at();
            Optional<Integer> one = end();
            Optional<Integer> other = one.isPresent() ? end() : Optional.empty();
            if (other.isEmpty()) {
                rest();
                return;
            }
            if (json.next() == JsonToken.END_ARRAY) {
                problems.error(at, "expected two variables and a bias, found no bias", "");
                return;
            }
            double bias = bias();
            if (json.next() != JsonToken.END_ARRAY) {
                problems.error(json.at(), "expected the end of the coupling, found " + json.describe(), "");
                rest();
                return;
            }
            add(at, one.get(), other.get(), bias);
        }

        private void add(SourcePosition at, int one, int other, double bias) {
            if (one == other) {
                problems.error(
                        at,
                        "expected two different variables, found " + name(one) + " twice",
                        vartype == Vartype.QUBO
                                ? "of values 0 and 1 the square is the value: add the bias to 'linear'"
                                : "of values -1 and +1 the square is 1: add the bias to 'offset'");
                return;
            }
            var pair = new Pair(Math.min(one, other), Math.max(one, other));
            if (!pairs.add(pair)) {
                problems.error(
                        at,
                        "expected each pair of variables once, found that of " + name(one) + " and " + name(other)
                                + " again",
                        "add them up; [\"a\", \"b\"] and [\"b\", \"a\"] are one pair");
            } else if (pairs.size() > MOST_COUPLINGS) {
                tooLarge(at, "expected at most " + MOST_COUPLINGS + " couplings, found more");
            } else {
                quadratic.add(new Coupling(pair.first(), pair.second(), bias));
            }
        }

        private String name(int variable) {
            return Scalars.quote(
                    numbers.keySet().stream().skip(variable).findFirst().orElseThrow());
        }

        /** A variable of a coupling; empty when it is wrong, with the list's end unread. */
        private Optional<Integer> end() throws IOException {
            JsonToken token = json.next();
            if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                return variable(json.text(), json.at());
            }
            problems.error(json.at(), "expected a variable's name, found " + json.describe(), "");
            return Optional.empty();
        }

        /** Goes to the end of the coupling, past what stands where it should not. */
        private void rest() throws IOException {
            for (JsonToken token = json.token(); token != JsonToken.END_ARRAY; token = json.next()) {
                json.skip();
            }
        }

        private Optional<Integer> variable(String name, SourcePosition at) {
            Integer known = numbers.get(name);
            if (known != null) {
                return Optional.of(known);
            }
            if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                problems.error(
                        at,
                        "expected a variable's name of 1 to " + LONGEST_NAME + " printable characters, found "
                                + Scalars.quote(name),
                        "");
                return Optional.empty();
            }
            if (numbers.size() == MOST_VARIABLES) {
                tooLarge(at, "expected at most " + MOST_VARIABLES + " variables, found more");
                return Optional.empty();
            }
            numbers.put(name, numbers.size());
            return Optional.of(numbers.size() - 1);
        }

        private double bias() throws IOException {
            double bias = json.number();
            if (Math.abs(bias) > LARGEST) {
                problems.error(json.at(), "expected a bias from -1e12 to 1e12, found " + json.text(), "");
            }
            json.skip();
            return bias;
        }

        private void tooLarge(SourcePosition at, String message) {
            throw new InputException(at, message, "split the problem, or drop the smallest couplings");
        }
    }
}
