package io.jenkins.plugins.quantum.engine.suite;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.quantum.engine.circuit.Observable;
import io.jenkins.plugins.quantum.engine.circuit.Pauli;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads observables: a JSON object from Pauli string to coefficient, {@code {"I": -0.1, "Z0": 0.2, "X0 X1 Y2 Y3": 0.05}}. */
public final class ObservableFile {
    private static final int MOST_TERMS = 10_000;
    private static final Pattern FACTOR = Pattern.compile("([XYZ])(\\d{1,6})");
    private static final Pattern COMPACT = Pattern.compile("[IXYZ]{2,1000}");
    private static final String ADVICE =
            "write each factor with its qubit, separated by spaces: \"X0 Z2\"; \"I\" alone is a constant";

    private ObservableFile() {}

    /**
     * Reads a file.
     *
     * @param displayName
     *     as the suite names it, for messages
     * @param qubits
     *     how many the circuit has; factors must be on qubits 0 to {@code qubits} − 1
     * @throws InputException
     *     with all errors, each with its place
     */
    public static Observable read(Path file, String displayName, int qubits) {
        return parse(TextFile.read(file, displayName).text(), displayName, qubits);
    }

    /**
     * Reads text of the same form.
     *
     * @param text
     *     a JSON object from Pauli string to coefficient
     * @param displayName
     *     where it comes from, for messages
     * @param qubits
     *     how many the circuit has
     * @throws InputException
     *     with all errors, each with its place
     */
    public static Observable parse(String text, String displayName, int qubits) {
        var problems = new Problems(displayName, text);
        return JsonText.read(text, problems, json -> observable(json, problems, qubits));
    }

    private static Observable observable(JsonText json, Problems problems, int qubits) throws IOException {
        if (json.token() != JsonToken.START_OBJECT) {
            problems.error(
                    json.at(),
                    "expected an object from Pauli strings to numbers, found " + json.describe(),
                    "write for example {\"Z0\": 0.5, \"X0 X1\": 0.25}");
            return null;
        }
        SourcePosition begin = json.at();
        List<Observable.Term> terms = new ArrayList<>();
        Set<Map<Integer, Pauli>> seen = new HashSet<>();
        while (json.next() != JsonToken.END_OBJECT && !problems.tooMany()) {
            SourcePosition at = json.at();
            String text = json.name();
            Optional<Map<Integer, Pauli>> paulis = paulis(text, at, problems, qubits);
            json.next();
            double coefficient = json.number();
            json.skip();
            if (paulis.isPresent() && !seen.add(paulis.get())) {
                problems.error(at, "expected each term once, found " + Scalars.quote(text) + " again", "add them up");
            }
            paulis.ifPresent(factors -> terms.add(new Observable.Term(coefficient, factors)));
            if (seen.size() > MOST_TERMS) {
                problems.error(at, "expected at most " + MOST_TERMS + " terms, found more", "");
                return null;
            }
        }
        if (terms.isEmpty() && !problems.any()) {
            problems.error(begin, "expected at least one term, found an empty object", ADVICE);
        }
        return problems.any() ? null : new Observable(terms);
    }

    private static Optional<Map<Integer, Pauli>> paulis(String text, SourcePosition at, Problems problems, int qubits) {
        Map<Integer, Pauli> paulis = new TreeMap<>();
        if (text.equals("I")) {
            return Optional.of(paulis);
        }
        for (String word : text.split(" ", -1)) {
            Matcher factor = FACTOR.matcher(word);
            if (!factor.matches()) {
                String found = word.isEmpty() ? "nothing" : Scalars.quote(word);
                String advice = COMPACT.matcher(word).matches()
                        ? ADVICE + "; which end of " + word + " is qubit 0 differs between frameworks"
                        : ADVICE;
                problems.error(at, "expected X, Y or Z and a qubit, found " + found, advice);
                return Optional.empty();
            }
            int qubit = Integer.parseInt(factor.group(2));
            if (qubit >= qubits) {
                problems.error(
                        at,
                        "expected a qubit from 0 to " + (qubits - 1) + ", found " + qubit + " in "
                                + Scalars.quote(text),
                        "the circuit has " + qubits + (qubits == 1 ? " qubit" : " qubits"));
                return Optional.empty();
            }
            if (paulis.put(qubit, Pauli.valueOf(factor.group(1))) != null) {
                problems.error(
                        at,
                        "expected each qubit once in a term, found " + qubit + " again in " + Scalars.quote(text),
                        "multiply the factors first");
                return Optional.empty();
            }
        }
        return Optional.of(paulis);
    }
}
