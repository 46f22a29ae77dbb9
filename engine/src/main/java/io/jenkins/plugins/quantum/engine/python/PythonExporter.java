package io.jenkins.plugins.quantum.engine.python;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes a circuit or an observable out of a Python file: an object of PennyLane, Qiskit, Cirq or Amazon Braket. The file runs in
 * the user's own Python, in a process of its own with limits, and whatever it does ends as a circuit or as one message.
 */
public final class PythonExporter {
    private static final long GLANCE_MILLIS = 50;

    private final ExporterTexts texts = new ExporterTexts();
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
        return texts.circuit(at, run(request, texts.forCircuit(request, limits), python, at));
    }

    /**
     * Takes an observable out of a file: an operator, or what a circuit returns the expectation value of.
     *
     * @param wires
     *     the labels of the qubits of the circuit that it is measured on, from qubit 0; empty: it must say numbers
     * @param python
     *     the interpreter, see {@link UserPython}
     * @throws InputException
     *     when the file or the object is not usable, or is no observable
     */
    public ExportedObservable observable(Request request, List<String> wires, String python)
            throws InterruptedException {
        SourcePosition at = SourcePosition.of(request.shownFile());
        return texts.observable(at, run(request, texts.forObservable(request, wires, limits), python, at));
    }

    private String run(Request request, String input, String python, SourcePosition at) throws InterruptedException {
        if (!Files.isRegularFile(request.file())) {
            throw new InputException(at, "there is no such file", "give a Python file and a name: model.py:circuit");
        }
        ProcessStarter.Child child;
        try {
            child = starter.start(List.of(python, "-u", "-c", ExporterTexts.LOADER));
        } catch (IOException e) {
            throw new InputException(
                    at,
                    "cannot start Python (" + python + "): " + e.getMessage(),
                    "install Python, or name the interpreter of the project with " + UserPython.VARIABLE);
        }
        try {
            return answer(child, input, at);
        } finally {
            child.kill();
        }
    }

    private String answer(ProcessStarter.Child child, String input, SourcePosition at) throws InterruptedException {
        var output = new LineReader(child.output(), limits.output());
        var words = new LastWords(child.errors());
        long deadline = System.nanoTime() + limits.time().toNanos();
        send(child, input);
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
}
