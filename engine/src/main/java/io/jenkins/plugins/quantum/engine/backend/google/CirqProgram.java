package io.jenkins.plugins.quantum.engine.backend.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.CompilerProcess;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.python.PythonEnvironment;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What Cirq made of a circuit.
 *
 * @param code
 *     the program as the Quantum Engine takes it
 * @param size
 *     in the processor's gates
 * @param facts
 *     how it came about, for a result's facts
 */
record CirqProgram(ObjectNode code, CompiledSize size, Map<String, String> facts) {
    /** Cirq with Google's part of it, and the program that drives it. */
    static final PythonLibrary LIBRARY = new PythonLibrary(
            "google",
            "Google's Cirq",
            "QMLOPS_GOOGLE_PYTHON",
            "cirq_google",
            CirqProgram.class,
            List.of("cirq_compile"));

    /** Longest compiled circuit that is kept with a job, in characters. */
    private static final int LONGEST_EVIDENCE = 20_000;

    CirqProgram {
        facts = Map.copyOf(facts);
    }

    /** Makes compilers in processes of this machine, given the interpreter that has Cirq, or an empty text for that of the set-up. */
    static Function<String, CircuitCompiler> usual(ProcessStarter starter, Map<String, String> variables, Path home) {
        PythonEnvironment environment = PythonEnvironment.usual(LIBRARY, variables, home);
        return configured ->
                new CompilerProcess(LIBRARY, starter, () -> environment.interpreter(configured, variables));
    }

    /**
     * Has a job compiled.
     *
     * @throws BackendException
     *     when Cirq cannot be asked, or finds no place for the circuit, with what to do
     */
    static CirqProgram of(String job, String device, CircuitCompiler compiler) throws BackendException {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(compiler.compile(job));
        } catch (JsonProcessingException e) {
            throw new BackendException("Cirq's answer is no JSON", Kind.TRANSIENT, e);
        }
        if (!(answer.path("program") instanceof ObjectNode program)) {
            throw new BackendException(
                    "Cirq cannot compile the circuit for " + device + ": "
                            + answer.path("error").asText("it answered without a program"),
                    Kind.REFUSED);
        }
        var layout = new ArrayList<String>();
        var facts = new HashMap<String, String>();
        answer.path("layout").properties().forEach(place -> {
            layout.add(place.getValue().asText());
            facts.merge("layout", place.getKey() + "=" + place.getValue().asText(), (a, b) -> a + "," + b);
        });
        answer.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        String maker = "cirq-google " + facts.getOrDefault("cirq-google", "");
        facts.put("compiler", maker);
        String evidence = answer.path("qasm").asText();
        if (!evidence.isEmpty() && evidence.length() <= LONGEST_EVIDENCE) {
            facts.put("compiled", evidence);
        }
        var size = new CompiledSize(
                answer.path("gates").asInt(),
                answer.path("twoQubit").asInt(),
                answer.path("depth").asInt(),
                layout,
                maker);
        ObjectNode code = Json.object().put("@type", "type.googleapis.com/cirq.google.api.v2.Program");
        return new CirqProgram(code.setAll(program), size, facts);
    }
}
