package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a circuit is compiled.
 *
 * @param level
 *     of optimisation, 0 (none) to 3 (most)
 * @param seed
 *     of the choices that are made at random
 * @param layout
 *     the physical qubit of each qubit of the circuit; empty leaves the choice to the compiler
 */
public record CompileOptions(int level, long seed, List<Integer> layout) {
    /** The options of a backend that {@link #of} reads. */
    public static final Set<String> KEYS = Set.of("optimization-level", "layout", "compile-seed");

    private static final int MOST_QUBITS = 10_000;

    public CompileOptions {
        layout = List.copyOf(layout);
    }

    /**
     * As configured: {@code optimization-level: 2}, {@code layout: 3,5,8}, {@code compile-seed: 1}.
     *
     * @throws BackendException
     *     when an option is wrong
     */
    public static CompileOptions of(BackendSettings settings) throws BackendException {
        return new CompileOptions(
                (int) settings.number("optimization-level", 2, 0, 3),
                settings.number("compile-seed", 1, 0, Integer.MAX_VALUE),
                layout(settings.option("layout").orElse("")));
    }

    private static List<Integer> layout(String text) throws BackendException {
        var layout = new ArrayList<Integer>();
        if (text.isBlank()) {
            return layout;
        }
        for (String qubit : text.strip().split("\\s*,\\s*|\\s+")) {
            if (!qubit.matches("\\d{1,4}") || layout.size() >= MOST_QUBITS) {
                throw wrong(text);
            }
            layout.add(Integer.parseInt(qubit));
        }
        if (new HashSet<>(layout).size() != layout.size()) {
            throw wrong(text);
        }
        return layout;
    }

    private static BackendException wrong(String text) {
        return new BackendException(
                "expected layout: different physical qubits such as 3,5,8; found '" + text + "'",
                BackendException.Kind.REFUSED);
    }
}
