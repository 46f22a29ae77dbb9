package io.jenkins.plugins.quantum.engine.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes a circuit out of a Python file: a QNode or tape of PennyLane, a QuantumCircuit of Qiskit. The file runs in the user's
 * own Python, in a process of its own with limits, and whatever it does ends as a circuit or as one message.
 */
public final class PythonExporter {
    private static final String LOADER =
            """
            import json, sys
            exec(compile(json.loads(sys.stdin.buffer.readline()), "qmlops exporter", "exec"))
            """;

    private static final long GLANCE_MILLIS = 50;

    private final ObjectMapper json = new ObjectMapper();
    private final ProcessStarter starter;
    private final ExportLimits limits;

    /** Creates it. */
    public PythonExporter(ProcessStarter starter, ExportLimits limits) {
        this.starter = starter;
        this.limits = limits;
    }

    /**
     * What to export.
     *
     * @param file
     *     the Python file
     * @param shownFile
     *     the file as the user knows it
     * @param object
     *     the name in it
     * @param shapes
     *     the sizes of arguments as far as they are known, by name; a single number has no sizes
     */
    public record Request(Path file, String shownFile, String object, Map<String, List<Integer>> shapes) {
        public Request {
            shapes = Map.copyOf(shapes);
        }
    }

    /**
     * Exports.
     *
     * @param python
     *     the interpreter, see {@link UserPython}
     * @throws InputException
     *     when the file or the object is not usable, with the line where the user's code stopped
     */
    public ExportedCircuit export(Request request, String python) throws InterruptedException {
        SourcePosition at = SourcePosition.of(request.shownFile());
        if (!Files.isRegularFile(request.file())) {
            throw new InputException(at, "there is no such file", "give a Python file and a name: model.py:circuit");
        }
        ProcessStarter.Child child;
        try {
            child = starter.start(List.of(python, "-u", "-c", LOADER));
        } catch (IOException e) {
            throw new InputException(
                    at,
                    "cannot start Python (" + python + "): " + e.getMessage(),
                    "install Python, or name the interpreter of the project with " + UserPython.VARIABLE);
        }
        try {
            return read(at, answer(child, request, at));
        } finally {
            child.kill();
        }
    }

    private String answer(ProcessStarter.Child child, Request request, SourcePosition at) throws InterruptedException {
        var output = new LineReader(child.output(), limits.output());
        var words = new LastWords(child.errors());
        long deadline = System.nanoTime() + limits.time().toNanos();
        send(child, program(request));
        while (true) {
            LineReader.Line line = output.next(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            if (words.total() > limits.output()) {
                throw new InputException(
                        at,
                        "the file prints more than " + (limits.output() >> 20) + " MB while it is loaded",
                        "print nothing at import, or guard it with `if __name__ == \"__main__\"`");
            }
            if (line != null && !line.end()) {
                return line.text();
            }
            if (line != null) {
                throw ended(child, line.reason(), words, at);
            }
            if (System.nanoTime() > deadline) {
                throw new InputException(
                        at,
                        "the file was still running after " + limits.time().toSeconds() + " s and was ended",
                        "build the circuit at import, train elsewhere");
            }
        }
    }

    private static void send(ProcessStarter.Child child, String text) {
        var writer = new Thread(
                () -> {
                    try (OutputStream input = child.input()) {
                        input.write(text.getBytes(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        // The process has ended; the end of its output says so to whoever waits for its answer.
                        Thread.currentThread().interrupt();
                    }
                },
                "qmlops-export-input");
        writer.setDaemon(true);
        writer.start();
    }

    private String program(Request request) {
        try (InputStream source = PythonExporter.class.getResourceAsStream("exporter.py")) {
            if (source == null) {
                throw new IllegalStateException("missing from the program's jar: exporter.py");
            }
            String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            Path file = request.file().toAbsolutePath();
            var task = new HashMap<String, Object>();
            task.put("file", file.toString());
            task.put("folder", String.valueOf(file.getParent()));
            task.put("name", request.object());
            task.put("shapes", request.shapes());
            task.put("memory", limits.memory());
            return json.writeValueAsString(text) + "\n" + json.writeValueAsString(task) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputException ended(ProcessStarter.Child child, String reason, LastWords words, SourcePosition at)
            throws InterruptedException {
        if (!reason.isEmpty()) {
            return new InputException(at, "the circuit is too large: " + reason, "export a smaller circuit");
        }
        words.awaitEnd();
        String exit;
        try {
            int code = child.await();
            exit = code == 137 ? "it was killed, often for lack of memory" : "exit " + code;
        } catch (IOException e) {
            exit = String.valueOf(e.getMessage());
        }
        String last = words.line();
        return new InputException(
                at, "Python ended without an answer (" + exit + ")" + (last.isEmpty() ? "" : ": " + last), "");
    }

    private ExportedCircuit read(SourcePosition at, String line) {
        JsonNode answer;
        try {
            answer = json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new InputException(at, "Python answered with something else than a circuit", "");
        }
        if (answer.has("error")) {
            throw new InputException(
                    new SourcePosition(at.file(), answer.path("line").asInt(), 0),
                    answer.path("error").asText(),
                    answer.path("advice").asText());
        }
        var groups = new LinkedHashMap<String, ExportedCircuit.Group>();
        answer.path("groups").properties().forEach(entry -> {
            var shape = new ArrayList<Integer>();
            entry.getValue().path("shape").forEach(size -> shape.add(size.asInt()));
            var inputs = new ArrayList<String>();
            entry.getValue().path("inputs").forEach(name -> inputs.add(name.asText()));
            groups.put(entry.getKey(), new ExportedCircuit.Group(shape, inputs));
        });
        var facts = new HashMap<String, String>();
        answer.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new ExportedCircuit(answer.path("qasm").asText(), groups, facts);
    }
}
