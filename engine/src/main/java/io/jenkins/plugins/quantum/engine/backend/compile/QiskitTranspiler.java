package io.jenkins.plugins.quantum.engine.backend.compile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.aer.AerBackend;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.python.PythonBackend;
import io.jenkins.plugins.quantum.engine.backend.python.PythonEnvironment;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Qiskit's transpiler. Where it runs on this machine it uses the environment of the backend {@code aer}. */
public final class QiskitTranspiler implements Transpiler {
    /** Qiskit and the program that drives its transpiler. */
    public static final PythonLibrary LIBRARY = new PythonLibrary(
            "aer", "Qiskit", "QMLOPS_AER_PYTHON", "qiskit", QiskitTranspiler.class, List.of("transpile"));

    private final CircuitCompiler compiler;

    /** Asks a compiler, which ends with it. */
    public QiskitTranspiler(CircuitCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * Asks a process of this machine; nothing is started yet.
     *
     * @param python
     *     says which interpreter has Qiskit
     */
    public QiskitTranspiler(ProcessStarter starter, PythonBackend.PythonSource python) {
        this(new CompilerProcess(LIBRARY, starter, python));
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
        JsonNode answer = read(compiler.compile(encode(circuit, target, options).toString()));
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

    private static JsonNode read(String answer) throws BackendException {
        try {
            return Json.MAPPER.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new BackendException("Qiskit's answer is no JSON", BackendException.Kind.TRANSIENT, e);
        }
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
        compiler.close();
    }
}
