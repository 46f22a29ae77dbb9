package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code qmlops inspect}. */
@Command(name = "inspect", description = "Shows a circuit's size, inputs, digest and diagnostics.")
final class InspectCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "CIRCUIT", description = "An OpenQASM 2 or 3 file.")
    private String circuit;

    InspectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path file = surroundings.folder().resolve(circuit);
        Qasm.Program program = Qasm.read(file, circuit);
        program.warnings().forEach(warning -> surroundings.err().println(warning.render()));
        CircuitMetrics size = CircuitMetrics.of(program.circuit());
        surroundings
                .out()
                .printf(
                        Locale.ROOT,
                        "OpenQASM %d, %d qubits, %d classical bits%n"
                                + "%d gates: %d on one qubit, %d on two; depth %d, two-qubit depth %d; %d t gates; %d CNOTs"
                                + " after lowering%n%d measurements%s%ninputs: %s%ndigest: %s%n",
                        program.version(),
                        size.qubits(),
                        program.circuit().bits(),
                        size.gates(),
                        size.oneQubit(),
                        size.twoQubit(),
                        size.depth(),
                        size.twoQubitDepth(),
                        size.tCount(),
                        size.cnots(),
                        size.measurements(),
                        program.circuit().dynamic()
                                ? ", needs a backend with mid-circuit measurement, for example aer"
                                : "",
                        program.circuit().inputs().isEmpty()
                                ? "none"
                                : String.join(", ", program.circuit().inputs()),
                        CircuitDigest.of(program.circuit()));
        return ExitCode.OK;
    }
}
