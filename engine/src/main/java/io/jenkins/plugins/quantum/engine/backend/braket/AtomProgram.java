package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import java.util.Optional;

/** Programs of analog Hamiltonian simulation, as the vendor's client writes them ({@code AnalogHamiltonianSimulation.to_ir().json()}). */
final class AtomProgram {
    /** The format of such a {@link NativeProgram}. */
    static final String FORMAT = "braket-ahs";

    private static final String HEADER = "braket.ir.ahs.program";

    private AtomProgram() {}

    /** Why a program cannot be sent; empty where it can. The service looks closer. */
    static Optional<String> whyNot(NativeProgram program) {
        if (!program.format().equals(FORMAT)) {
            return Optional.of("expected a program of the format " + FORMAT + ", found '" + program.format() + "'");
        }
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(program.text());
        } catch (JsonProcessingException e) {
            return Optional.of("expected an AHS program in JSON, found text that is none");
        }
        String name = root.at("/braketSchemaHeader/name").asText();
        if (!name.equals(HEADER)) {
            return Optional.of("expected an AHS program with the schema " + HEADER + ", found '" + name + "'");
        }
        JsonNode sites = root.at("/setup/ahs_register/sites");
        if (sites.isEmpty() || sites.size() != program.sites()) {
            return Optional.of(
                    "expected " + program.sites() + " sites in /setup/ahs_register/sites, found " + sites.size());
        }
        return root.path("hamiltonian").isObject()
                ? Optional.empty()
                : Optional.of("expected a hamiltonian in the AHS program, found none");
    }
}
