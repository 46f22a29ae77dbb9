package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
import io.jenkins.plugins.quantum.engine.python.ExportedObservable;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what Python exported, so that a run goes on where there is no Python; each object is exported once. */
final class KeptExports implements PythonCircuits {
    static final String FILE = "exports.json";

    private static final long LARGEST_FILE = 64L << 20;
    /** Keeps the order of terms, from which the keys of jobs follow. */
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Marks what was exported a second time; no reference of an object holds it. */
    private static final String AGAIN = "|again";

    private final PythonCircuits python;
    private final Map<String, ExportedCircuit> circuits;
    private final Map<String, ExportedObservable> observables;

    private KeptExports(
            PythonCircuits python, Map<String, ExportedCircuit> circuits, Map<String, ExportedObservable> observables) {
        this.python = python;
        this.circuits = circuits;
        this.observables = observables;
    }

    /** What the file holds. */
    private record Kept(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ExportedCircuit> circuits,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ExportedObservable> observables) {}

    /** Keeps what is exported from now on. */
    static KeptExports of(PythonCircuits python) {
        return new KeptExports(python, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * What was kept in a folder; nothing else can be exported.
     *
     * @throws InputException
     *     when it is damaged
     */
    static KeptExports read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                throw damaged(file, "expected a file of at most " + (LARGEST_FILE >> 20) + " MB");
            }
            Kept kept = MAPPER.readValue(file.toFile(), Kept.class);
            if (kept == null) {
                throw damaged(file, "found null");
            }
            return new KeptExports(null, map(kept.circuits), map(kept.observables));
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private static <T> Map<String, T> map(Map<String, T> given) {
        return given == null ? Map.of() : given;
    }

    private static InputException damaged(Path file, String why) {
        return new InputException(
                SourcePosition.of(String.valueOf(file.getFileName())),
                "the exported circuits of a prepared run cannot be read: " + why,
                "prepare the run again");
    }

    /** As JSON. */
    String toJson() {
        try {
            return MAPPER.writeValueAsString(new Kept(circuits, observables));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("exported circuits are plain data", e);
        }
    }

    @Override
    public ExportedCircuit export(Path folder, FileRef reference, Map<String, int[]> shapes) {
        String key = key(reference, shapes, List.of());
        ExportedCircuit known = circuits.get(key);
        if (known == null) {
            requirePython(reference);
            known = python.export(folder, reference, shapes);
            circuits.put(key, known);
        }
        return known;
    }

    @Override
    public ExportedCircuit again(Path folder, FileRef reference, Map<String, int[]> shapes) {
        String key = key(reference, shapes, List.of()) + AGAIN;
        ExportedCircuit known = circuits.get(key);
        if (known == null) {
            requirePython(reference);
            known = python.again(folder, reference, shapes);
            circuits.put(key, known);
        }
        return known;
    }

    @Override
    public ExportedObservable observable(
            Path folder, FileRef reference, Map<String, int[]> shapes, List<String> wires) {
        String key = key(reference, shapes, wires);
        ExportedObservable known = observables.get(key);
        if (known == null) {
            requirePython(reference);
            known = python.observable(folder, reference, shapes, wires);
            observables.put(key, known);
        }
        return known;
    }

    private void requirePython(FileRef reference) {
        if (python == null) {
            throw new InputException(
                    reference.at(),
                    "'" + reference.text()
                            + "' was not exported when the run was prepared, and there is no Python here",
                    "prepare the run again");
        }
    }

    private static String key(FileRef reference, Map<String, int[]> shapes, List<String> wires) {
        var key = new StringBuilder(reference.text());
        new TreeMap<>(shapes)
                .forEach((name, shape) -> key.append('|').append(name).append(java.util.Arrays.toString(shape)));
        wires.forEach(wire -> key.append("||").append(wire));
        return key.toString();
    }
}
