package io.jenkins.plugins.quantum.engine.backend.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * OpenQASM 2 for Quantinuum's machines, emulators and syntax checkers. Results hold for each register one text of bits a shot, bit 0 at its
 * right. Registers are sent as {@code r0}, {@code r1}, … so that their names survive.
 */
record QuantinuumFormat() implements TargetFormat {
    private static final String REGISTERS = "registers";

    @Override
    public String input() {
        return "honeywell.openqasm.v1";
    }

    @Override
    public String output() {
        return "honeywell.quantum-results.v1";
    }

    @Override
    public String contentType() {
        return "application/qasm";
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        try {
            program(request);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("Quantinuum takes OpenQASM 2, which cannot say this: " + e.getMessage());
        }
    }

    @Override
    public String program(JobRequest request) {
        Circuit circuit = request.circuit().bind(request.bindings().get(0));
        var registers = new ArrayList<Register>();
        for (Register register : circuit.bitRegisters()) {
            registers.add(new Register("r" + registers.size(), register.offset(), register.size()));
        }
        return Qasm.write2(new Circuit(circuit.qubitRegisters(), registers, circuit.inputs(), circuit.instructions()));
    }

    @Override
    public ObjectNode parameters(JobRequest request) {
        return Json.object().put("shots", request.shots());
    }

    @Override
    public Map<String, String> details(JobRequest request) {
        return Map.of(
                Details.SHOTS,
                Long.toString(request.shots()),
                REGISTERS,
                request.circuit().bitRegisters().stream()
                        .map(register -> Integer.toString(register.size()))
                        .collect(Collectors.joining(",")));
    }

    @Override
    public Outcome read(Map<String, String> details, JsonNode results) throws BackendException {
        List<JsonNode> registers = new ArrayList<>();
        int bits = 0;
        String[] sizes = details.getOrDefault(REGISTERS, "").split(",");
        for (int i = 0; i < sizes.length; i++) {
            JsonNode texts = results.path("r" + i);
            if (!sizes[i].matches("[1-9]\\d{0,5}")
                    || !texts.isArray()
                    || texts.size() != results.path("r0").size()) {
                throw Details.useless("lacks shots of the register r" + i);
            }
            registers.add(texts);
            bits += Integer.parseInt(sizes[i]);
        }
        var counts = new HashMap<String, Long>();
        for (int shot = 0; shot < registers.get(0).size(); shot++) {
            var outcome = new StringBuilder(bits);
            for (int i = registers.size() - 1; i >= 0; i--) {
                outcome.append(registers.get(i).get(shot).asText());
            }
            if (outcome.length() != bits || !outcome.toString().matches("[01]*")) {
                throw Details.useless("has a shot that is no text of " + bits + " bits");
            }
            counts.merge(outcome.toString(), 1L, Long::sum);
        }
        return Outcome.sampled(Details.whole(details, new Counts(bits, counts)));
    }
}
