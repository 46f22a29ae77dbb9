package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Subject.CircuitSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import io.jenkins.plugins.quantum.engine.suite.Suite.ErrorRates;
import io.jenkins.plugins.quantum.engine.suite.TestSpec.EvidenceMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suites that no file was written for. */
public final class Suites {
    private static final int LONGEST_NAME = 64;

    private Suites() {}

    /**
     * A suite for one circuit file: its resources without a limit, and its fidelity, on the default backend without noise.
     *
     * @param circuit
     *     the file; need not exist
     * @param named
     *     as the user named it, for messages
     */
    public static Suite ofCircuit(Path circuit, String named) {
        var at = SourcePosition.of(named);
        Path name = circuit.getFileName();
        String file = name == null ? circuit.toString() : name.toString();
        Path folder = circuit.toAbsolutePath().normalize().getParent();
        var test = new TestSpec(
                testName(file),
                new CircuitSubject(new FileRef(file, at), Map.of(), Optional.empty()),
                new NoiseSpec("none", Map.of(), at),
                EvidenceMode.AUTOMATIC,
                List.of(gate("resources", Map.of("report", true), at), gate("fidelity", Map.of(), at)),
                Map.of(),
                false,
                at);
        return new Suite(
                named,
                folder == null ? circuit.toAbsolutePath() : folder,
                List.of(SuiteBuilder.standardProfile(at)),
                List.of(),
                ErrorRates.DEFAULT,
                List.of(test),
                List.of());
    }

    private static GateSpec gate(String name, Map<String, Object> options, SourcePosition at) {
        return new GateSpec(name, options, at, Map.of());
    }

    /** The file's name without its ending, in the letters that names may have. */
    private static String testName(String file) {
        int dot = file.lastIndexOf('.');
        String clean = (dot > 0 ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9._-]", "-");
        String begun = clean.matches("[A-Za-z0-9].*") ? clean : "circuit" + clean;
        return begun.substring(0, Math.min(LONGEST_NAME, begun.length()));
    }
}
