package io.jenkins.plugins.quantum.engine.backend.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.aer.AerBackend;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.python.PythonBackend;
import io.jenkins.plugins.quantum.engine.backend.python.PythonEnvironment;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.backend.python.PythonProcess;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Qiskit's transpiler in a Python process, which is started with the first circuit. It uses the environment of the backend {@code aer}. */
public final class QiskitTranspiler implements Transpiler {
    private static final PythonLibrary LIBRARY = new PythonLibrary(
            "aer", "Qiskit", "QMLOPS_AER_PYTHON", "qiskit", QiskitTranspiler.class, List.of("transpile"));

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration CIRCUIT = Duration.ofMinutes(10);

    private final ProcessStarter starter;
    private final PythonBackend.PythonSource python;
    private final Object handover = new Object();
    private PythonProcess process;
    private boolean closed;

    /**
     * Creates it; nothing is started.
     *
     * @param python
     *     says which interpreter has Qiskit
     */
    public QiskitTranspiler(ProcessStarter starter, PythonBackend.PythonSource python) {
        this.starter = starter;
        this.python = python;
    }

    /**
     * Makes compilers that use the interpreter given, or where an empty text is given that of the backend {@code aer}.
     *
     * @param variables
     *     the environment, which may name the interpreter
     * @param home
     *     the user's home, where the environment of {@code aer} is
     */
    public static Function<String, Transpiler> usual(ProcessStarter starter, Map<String, String> variables, Path home) {
        PythonEnvironment environment = PythonEnvironment.usual(AerBackend.LIBRARY, variables, home);
        return configured -> new QiskitTranspiler(starter, () -> environment.interpreter(configured, variables));
    }

    @Override
    public synchronized Transpiled transpile(Circuit circuit, DeviceTarget target, CompileOptions options)
            throws BackendException {
        String job = encode(circuit, target, options).toString();
        JsonNode answer;
        try {
            answer = running().ask("compile", job, CIRCUIT, share -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("compiling was stopped", BackendException.Kind.TRANSIENT, e);
        }
        if (answer.has("error")) {
            throw new BackendException(
                    "Qiskit cannot compile the circuit for " + target.device() + ": "
                            + answer.path("error").asText(),
                    BackendException.Kind.REFUSED);
        }
        var layout = new ArrayList<Integer>();
        answer.path("layout").forEach(qubit -> layout.add(qubit.asInt()));
        Map<String, String> facts = new HashMap<>();
        answer.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new Transpiled(answer.path("qasm").asText(), layout, facts);
    }

    private PythonProcess running() throws BackendException, InterruptedException {
        synchronized (handover) {
            if (process != null && process.alive()) {
                return process;
            }
        }
        // Outside the lock: close must not wait for a slow start.
        PythonProcess started = PythonProcess.start(LIBRARY, starter, python.interpreter(), START);
        synchronized (handover) {
            if (closed) {
                started.kill();
                throw new BackendException("the compiler is closed", BackendException.Kind.REFUSED);
            }
            process = started;
        }
        return started;
    }

    private static ObjectNode encode(Circuit circuit, DeviceTarget target, CompileOptions options) {
        ObjectNode job = Json.object()
                .put("id", "compile")
                .put("qubits", circuit.qubits())
                .put("bits", circuit.bits())
                .put("width", target.qubits())
                .put("symmetric", target.symmetric())
                .put("level", options.level())
                .put("seed", options.seed());
        ArrayNode basis = job.putArray("basis");
        target.basis().stream()
                .map(gate -> gate.name().toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(basis::add);
        ArrayNode pairs = job.putArray("pairs");
        target.pairs().stream()
                .sorted((a, b) -> a.first() != b.first() ? a.first() - b.first() : a.second() - b.second())
                .forEach(pair -> pairs.addArray().add(pair.first()).add(pair.second()));
        options.layout().forEach(job.putArray("layout")::add);
        circuit.inputs().forEach(job.putArray("inputs")::add);
        job.set("steps", steps(circuit.instructions()));
        return job;
    }

    private static ArrayNode steps(List<Instruction> instructions) {
        ArrayNode steps = Json.array();
        for (Instruction step : instructions) {
            if (step instanceof Instruction.Apply apply) {
                ArrayNode gate =
                        steps.addArray().add("g").add(apply.gate().name().toLowerCase(Locale.ROOT));
                apply.qubits().forEach(gate.addArray()::add);
                ArrayNode angles = gate.addArray();
                for (Angle angle : apply.angles()) {
                    if (angle instanceof Angle.Input input) {
                        angles.add(input.name());
                    } else {
                        angles.add(angle.evaluate(Map.of()));
                    }
                }
            } else if (step instanceof Instruction.Measure measure) {
                steps.addArray().add("m").add(measure.qubit()).add(measure.bit());
            } else if (step instanceof Instruction.Reset reset) {
                steps.addArray().add("r").add(reset.qubit());
            } else if (step instanceof Instruction.Barrier barrier) {
                barrier.qubits().forEach(steps.addArray().add("b").addArray()::add);
            } else if (step instanceof Instruction.Conditional conditional) {
                Instruction.Condition condition = conditional.condition();
                steps.addArray()
                        .add("if")
                        .add(condition.firstBit())
                        .add(condition.width())
                        .add(condition.value())
                        .add(steps(conditional.then()))
                        .add(steps(conditional.otherwise()));
            }
        }
        return steps;
    }

    @Override
    public void close() {
        synchronized (handover) {
            closed = true;
            if (process != null) {
                process.kill();
            }
        }
    }
}
