package io.jenkins.plugins.quantum.engine.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told to the exporter in Python and what it answers; its modules are resources beside this class. */
final class ExporterTexts {
    /** Takes the modules from standard input: no file of ours need be where Python runs. */
    static final String LOADER =
            """
            import json, sys, types
            for name, text in json.loads(sys.stdin.buffer.readline()):
                module = sys.modules[name] = types.ModuleType(name)
                module.__path__ = []
                exec(compile(text, name, "exec"), module.__dict__)
                if "." in name:
                    setattr(sys.modules[name.rpartition(".")[0]], name.rpartition(".")[2], module)
            module.main()
            """;

    private static final String PACKAGE = "qmlops_exporter";

    /** Each imports only those before it. */
    private static final List<String> MODULES = List.of(
            "angles",
            "program",
            "observables",
            "pennylane_circuits",
            "qiskit_circuits",
            "cirq_circuits",
            "braket_circuits",
            "exporter");

    private final ObjectMapper json = new ObjectMapper();

    String forCircuit(PythonExporter.Request request, ExportLimits limits) {
        return input(request, limits, Map.of("want", "circuit"));
    }

    String forObservable(PythonExporter.Request request, List<String> wires, ExportLimits limits) {
        return input(request, limits, Map.of("want", "observable", "wires", wires));
    }

    private String input(PythonExporter.Request request, ExportLimits limits, Map<String, Object> wanted) {
        var modules = new ArrayList<List<String>>();
        modules.add(List.of(PACKAGE, ""));
        MODULES.forEach(name -> modules.add(List.of(PACKAGE + "." + name, source(name + ".py"))));
        Path file = request.file().toAbsolutePath();
        var task = new HashMap<>(wanted);
        task.put("file", file.toString());
        task.put("folder", String.valueOf(file.getParent()));
        task.put("name", request.object());
        task.put("shapes", request.shapes());
        task.put("memory", limits.memory());
        try {
            return json.writeValueAsString(modules) + "\n" + json.writeValueAsString(task) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(String name) {
        try (InputStream source = ExporterTexts.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IllegalStateException("missing from the program's jar: " + name);
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ExportedCircuit circuit(SourcePosition at, String line) {
        JsonNode answer = read(at, line);
        var groups = new LinkedHashMap<String, ExportedCircuit.Group>();
        answer.path("groups").properties().forEach(entry -> {
            var shape = new ArrayList<Integer>();
            entry.getValue().path("shape").forEach(size -> shape.add(size.asInt()));
            groups.put(
                    entry.getKey(),
                    new ExportedCircuit.Group(shape, words(entry.getValue().path("inputs"))));
        });
        var facts = new HashMap<String, String>();
        answer.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new ExportedCircuit(
                answer.path("qasm").asText(), groups, words(answer.path("wires")), observables(answer), facts);
    }

    ExportedObservable observable(SourcePosition at, String line) {
        List<ExportedObservable> observables = observables(read(at, line));
        if (observables.size() != 1) {
            throw noAnswer(at);
        }
        return observables.get(0);
    }

    private JsonNode read(SourcePosition at, String line) {
        JsonNode answer;
        try {
            answer = json.readTree(line);
        } catch (JsonProcessingException e) {
            throw noAnswer(at);
        }
        if (answer.has("error")) {
            throw new InputException(
                    new SourcePosition(at.file(), answer.path("line").asInt(), 0),
                    answer.path("error").asText(),
                    answer.path("advice").asText());
        }
        return answer;
    }

    private static InputException noAnswer(SourcePosition at) {
        return new InputException(at, "Python answered with something else than a circuit", "");
    }

    private static List<String> words(JsonNode list) {
        var words = new ArrayList<String>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static List<ExportedObservable> observables(JsonNode answer) {
        var observables = new ArrayList<ExportedObservable>();
        for (JsonNode each : answer.path("observables")) {
            var terms = new LinkedHashMap<String, Double>();
            each.path("terms")
                    .properties()
                    .forEach(term -> terms.put(term.getKey(), term.getValue().asDouble()));
            observables.add(new ExportedObservable(
                    each.path("what").asText(), terms, each.path("reason").asText("")));
        }
        return observables;
    }
}
