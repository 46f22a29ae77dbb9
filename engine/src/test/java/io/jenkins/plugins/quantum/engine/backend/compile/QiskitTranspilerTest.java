package io.jenkins.plugins.quantum.engine.backend.compile;

import static io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompilerTest.HERON;
import static io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompilerTest.LINE;
import static io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompilerTest.circuit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** With the Qiskit of the environment for Aer. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "Qiskit Aer is not set up here")
class QiskitTranspilerTest {
    private static final Circuit CIRCUIT = circuit(
            "input float a; input float b; qubit[4] q; bit[1] m; bit[3] n; h q[0]; cx q[0], q[3]; ry(a * b) q[1];"
                    + " rzz(a) q[1], q[3]; ccx q[0], q[1], q[2]; swap q[2], q[3]; p(a - b) q[2]; h q[2]; barrier q;"
                    + " n[2] = measure q[0]; m[0] = measure q[3]; n[0] = measure q[2]; n[1] = measure q[1];");

    private static DeviceCompiler compiler() {
        String python = Pythons.aer();
        return new DeviceCompiler(new QiskitTranspiler(ProcessStarter.local(), () -> python));
    }

    @Test
    void shouldRouteACircuitWithInputsAndKeepWhatItDoes() throws Exception {
        try (DeviceCompiler compiler = compiler()) {
            for (int level = 0; level <= 3; level++) {
                CompiledCircuit compiled = compiler.compile(CIRCUIT, LINE, new CompileOptions(level, 5, List.of()));

                DeviceCompilerTest.sameOutcomes(CIRCUIT, compiled, Map.of("a", 0.4, "b", 1.3));
                DeviceCompilerTest.sameOutcomes(CIRCUIT, compiled, Map.of("a", -2.0, "b", 0.0));
                assertThat(compiled.facts()).containsKeys("qiskit", "python", "layout");
            }
        }
    }

    @Test
    void shouldRepeatItselfWithASeedAndKeepAGivenLayout() throws Exception {
        try (DeviceCompiler first = compiler();
                DeviceCompiler second = compiler()) {
            var options = new CompileOptions(2, 9, List.of(4, 2, 1, 0));

            CompiledCircuit compiled = first.compile(CIRCUIT, LINE, options);

            assertThat(second.compile(CIRCUIT, LINE, options)).isEqualTo(compiled);
            assertThat(compiled.layout()).containsExactly(4, 2, 1, 0);
        }
    }

    @Test
    void shouldCompileDynamicCircuits() throws Exception {
        Circuit dynamic = circuit(
                "qubit[3] q; bit[2] c; bit d; x q[0]; c[0] = measure q[0]; if (c[0]) { x q[2]; } else { h q[2]; }"
                        + " c[1] = measure q[2]; if (c == 3) { cx q[0], q[2]; } reset q[1]; d = measure q[2];");
        try (DeviceCompiler compiler = compiler()) {
            CompiledCircuit compiled = compiler.compile(dynamic, LINE, new CompileOptions(1, 1, List.of()));

            assertThat(compiled.circuit().instructions())
                    .filteredOn(Instruction.Conditional.class::isInstance)
                    .hasSize(2);
            assertThat(compiled.circuit().bitRegisters()).isEqualTo(dynamic.bitRegisters());
        }
    }

    @Test
    void shouldSayWhatQiskitCannotDo() {
        var islands =
                new DeviceTarget("islands", 4, HERON, Set.of(new DeviceTarget.Pair(0, 1), new DeviceTarget.Pair(2, 3)));
        try (DeviceCompiler compiler = compiler()) {
            assertThatThrownBy(() -> compiler.compile(
                            circuit(
                                    "qubit[3] q; bit c; cx q[0], q[1]; cx q[1], q[2]; cx q[0], q[2]; c = measure q[2];"),
                            islands,
                            new CompileOptions(1, 1, List.of())))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("Qiskit cannot compile the circuit for islands");
            var full = new DeviceTarget("full", 3, Set.of(io.jenkins.plugins.quantum.engine.circuit.Gate.H), Set.of());
            assertThatThrownBy(() -> compiler.compile(
                            circuit("qubit[2] q; bit c; t q[0]; c = measure q[0];"),
                            full,
                            new CompileOptions(1, 1, List.of())))
                    .isInstanceOf(BackendException.class);
        }
    }

    @Test
    void shouldCompileNothingOnceItIsClosed() {
        DeviceCompiler compiler = compiler();
        compiler.close();

        assertThatThrownBy(() -> compiler.compile(CIRCUIT, LINE, new CompileOptions(1, 1, List.of())))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldSayThatThereIsNoPython() {
        var transpiler = new QiskitTranspiler(ProcessStarter.local(), () -> "/no/such/python");
        try (var compiler = new DeviceCompiler(transpiler)) {
            assertThatThrownBy(() -> compiler.compile(CIRCUIT, LINE, new CompileOptions(1, 1, List.of())))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("cannot start Python");
        }
    }
}
