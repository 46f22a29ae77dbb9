package io.jenkins.plugins.quantum.engine.backend.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The processor that a backend uses, and in which configuration.
 *
 * @param id
 *     of the processor
 * @param run
 *     of Google's automatic calibration, or an empty text
 * @param snapshot
 *     of a configuration, or an empty text
 * @param config
 *     alias of the configuration in the run or snapshot; empty for the processor's own choice
 * @param layout
 *     the processor's qubit for each qubit of the circuit, for example {@code 4_5}; empty leaves the choice to Cirq
 */
record GoogleProcessor(String id, String run, String snapshot, String config, List<String> layout) {
    /** The options that say so. */
    static final Set<String> KEYS = Set.of("device", "run", "snapshot", "config", "layout");

    private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

    /**
     * As configured.
     *
     * @throws BackendException
     *     when an option is wrong
     */
    static GoogleProcessor of(BackendSettings settings) throws BackendException {
        var processor = new GoogleProcessor(
                name("device", settings.require("device", "willow_pink")),
                name("run", settings.option("run").orElse("")),
                name("snapshot", settings.option("snapshot").orElse("")),
                name("config", settings.option("config").orElse("")),
                layout(settings.option("layout").orElse("").strip()));
        boolean chosen = !processor.run.isEmpty() || !processor.snapshot.isEmpty();
        if (!processor.run.isEmpty() && !processor.snapshot.isEmpty() || chosen == processor.config.isEmpty()) {
            throw refused("expected the option 'config' together with either 'run' or 'snapshot', or none of them");
        }
        return processor;
    }

    /** A name that is a part of an address. */
    static String name(String option, String value) throws BackendException {
        if (!value.isEmpty() && !value.matches(NAME)) {
            throw refused(
                    "expected " + option + " to be a name of letters, digits, '_', '.' and '-', found another text");
        }
        return value;
    }

    private static List<String> layout(String text) throws BackendException {
        List<String> qubits = text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*|\\s+"));
        if (new HashSet<>(qubits).size() != qubits.size()
                || !qubits.stream().allMatch(qubit -> qubit.matches("-?\\d{1,3}_-?\\d{1,3}"))) {
            throw refused("expected layout: different qubits by row and column, such as 4_5,4_6; found another text");
        }
        return qubits;
    }

    private static BackendException refused(String words) {
        return new BackendException(words, Kind.REFUSED);
    }

    /** How a job chooses it. */
    ObjectNode schedulingConfig(String name) {
        ObjectNode scheduling = Json.object();
        ObjectNode selector = scheduling.putObject("processorSelector").put("processor", name);
        if (!config.isEmpty()) {
            ObjectNode chosen = selector.putObject("deviceConfigSelector").put("configAlias", config);
            chosen.put(run.isEmpty() ? "snapshotId" : "runName", run.isEmpty() ? snapshot : run);
        }
        return scheduling;
    }
}
