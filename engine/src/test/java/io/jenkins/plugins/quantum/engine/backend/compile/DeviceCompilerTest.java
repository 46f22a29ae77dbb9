package io.jenkins.plugins.quantum.engine.backend.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCompilerTest {
    static final Set<Gate> HERON = Set.of(Gate.CZ, Gate.RZ, Gate.SX, Gate.X);
    static final DeviceTarget LINE = new DeviceTarget("line", 5, HERON, line(5));
    private static final CompileOptions OPTIONS = new CompileOptions(2, 1, List.of());

    static Set<DeviceTarget.Pair> line(int qubits) {
        var pairs = new java.util.HashSet<DeviceTarget.Pair>();
        for (int qubit = 0; qubit + 1 < qubits; qubit++) {
            pairs.add(new DeviceTarget.Pair(qubit, qubit + 1));
        }
        return pairs;
    }

    static Circuit circuit(String text) {
        return Qasm.read("a.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + text)
                .circuit();
    }

    private static CompiledCircuit withoutPython(Circuit circuit, DeviceTarget target, CompileOptions options)
            throws BackendException {
        try (var compiler = new DeviceCompiler(Transpiler.none())) {
            return compiler.compile(circuit, target, options);
        }
    }

    @Test
    void shouldLetACircuitPassThatTheDeviceRunsAsItIs() throws Exception {
        Circuit circuit = circuit("bit[2] c; rz(0.5) $3; sx $3; cz $3, $2; c[0] = measure $3; c[1] = measure $2;");

        CompiledCircuit compiled = withoutPython(circuit, LINE, OPTIONS);

        assertThat(compiled.qasm(Map.of()))
                .isEqualTo(
                        """
                        OPENQASM 3.0;
                        include "stdgates.inc";
                        bit[2] c;
                        rz(0.5) $3;
                        sx $3;
                        cz $3, $2;
                        c[0] = measure $3;
                        c[1] = measure $2;
                        """);
        assertThat(compiled.facts()).containsEntry("compiler", "none");
        assertThat(compiled.physical()).containsExactly(2, 3);
    }

    @Test
    void shouldRenameGatesOnAGivenLayoutWithoutPython() throws Exception {
        Circuit circuit = circuit(
                "input float theta; qubit[3] q; bit[1] a; bit[2] b; ry(theta) q[0]; cx q[0], q[1]; rzz(theta / 2) q[1], q[2];"
                        + " h q[2]; b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];");

        CompiledCircuit compiled = withoutPython(circuit, LINE, new CompileOptions(0, 1, List.of(4, 3, 2, 1)));

        assertThat(compiled.physical()).containsExactly(2, 3, 4);
        assertThat(compiled.layout()).containsExactly(4, 3, 2);
        assertThat(compiled.facts()).containsEntry("compiler", "gates renamed").containsEntry("layout", "4,3,2");
        sameOutcomes(circuit, compiled, Map.of("theta", 0.7));
    }

    static void sameOutcomes(Circuit circuit, CompiledCircuit compiled, Map<String, Double> inputs) {
        Map<String, Double> expected = SimulatedCounts.exact(circuit, inputs).probabilities();
        Map<String, Double> actual =
                SimulatedCounts.exact(compiled.bind(inputs), Map.of()).probabilities();
        assertThat(actual.keySet()).containsAll(expected.keySet());
        actual.forEach((outcome, probability) ->
                assertThat(probability).isCloseTo(expected.getOrDefault(outcome, 0.0), within(1e-4)));
        for (Instruction step : compiled.circuit().instructions()) {
            if (step instanceof Instruction.Apply apply) {
                assertThat(apply.gate()).isIn(HERON);
            }
        }
    }

    @Test
    void shouldPlaceACircuitWhereAllQubitsAreConnectedAndNotOtherwise() throws Exception {
        Circuit circuit = circuit("qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;");

        CompiledCircuit compiled = withoutPython(circuit, new DeviceTarget("ions", 8, HERON, Set.of()), OPTIONS);

        assertThat(compiled.layout()).containsExactly(0, 1);
        sameOutcomes(circuit, compiled, Map.of());
        assertThatThrownBy(() -> withoutPython(circuit, LINE, OPTIONS))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("qmlops backends setup aer");
    }

    @Test
    void shouldTakeARegisterAsWideAsTheDeviceForItsQubits() throws Exception {
        Circuit circuit = circuit("qubit[5] q; bit c; x q[3]; cz q[4], q[3]; c = measure q[3];");

        assertThat(withoutPython(circuit, LINE, OPTIONS).physical()).containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bit c; x $0; cz $0, $2; c = measure $0;",
                "bit c; x $0; c = measure $0; if (c) { cz $1, $3; } c = measure $1;",
            })
    void shouldNotLetPairsPassThatAreNotConnected(String text) {
        assertThatThrownBy(() -> withoutPython(circuit(text), LINE, OPTIONS))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("no compiler for line");
    }

    @Test
    void shouldKnowTheDirectionOfGatesThatHaveOne() throws Exception {
        var directed = new DeviceTarget("old", 2, Set.of(Gate.CX, Gate.RZ, Gate.SX), line(2));

        assertThat(withoutPython(circuit("bit c; cx $0, $1; c = measure $1;"), directed, OPTIONS)
                        .physical())
                .containsExactly(0, 1);
        assertThatThrownBy(() -> withoutPython(circuit("bit c; cx $1, $0; c = measure $1;"), directed, OPTIONS))
                .isInstanceOf(BackendException.class);
    }

    @Test
    void shouldRefuseWhatIsTooLargeForDeviceOrLayout() {
        Circuit wide = circuit("qubit[6] q; bit c; x q[3]; c = measure q[3];");
        assertThatThrownBy(() -> withoutPython(wide, LINE, OPTIONS))
                .hasMessage("line has 5 qubits; the circuit needs 6");
        Circuit two = circuit("qubit[2] q; bit c; x q[1]; c = measure q[1];");
        assertThatThrownBy(() -> withoutPython(two, LINE, new CompileOptions(1, 1, List.of(1))))
                .hasMessageContaining("names 1 qubits");
        assertThatThrownBy(() -> withoutPython(circuit("bit c; x $7; c = measure $7;"), LINE, OPTIONS))
                .isInstanceOf(BackendException.class);
    }

    @Test
    void shouldAskTheTranspilerOnceForACircuitAndCheckItsAnswer() throws Exception {
        var asked = new ArrayList<CompileOptions>();
        Circuit circuit = circuit(
                "input float theta; qubit[2] q; bit[2] c; rx(2 * theta) q[0]; rx(2 * theta) q[1]; rx(0.1) q[0]; c = measure q;");
        try (var compiler = new DeviceCompiler(transpiler(
                asked,
                "input float[64] p0; bit[2] m; rz(p0 + pi/2) $1; sx $4; m[0] = measure $1; m[1] = measure $4;"))) {
            CompiledCircuit compiled = compiler.compile(circuit, LINE, OPTIONS);

            assertThat(compiler.compile(circuit, LINE, OPTIONS)).isSameAs(compiled);
            assertThat(asked).containsExactly(OPTIONS);
            assertThat(compiled.qasm(Map.of("theta", 0.25)))
                    .isEqualTo(
                            """
                            OPENQASM 3.0;
                            include "stdgates.inc";
                            bit[2] c;
                            rz(2.0707963267948966) $1;
                            sx $4;
                            c[0] = measure $1;
                            c[1] = measure $4;
                            """);
            assertThat(compiled.facts())
                    .containsEntry("compiler", "qiskit, level 2, seed 1")
                    .containsEntry("layout", "1,4");
        }
    }

    private static Transpiler transpiler(List<CompileOptions> asked, String qasm) {
        return new Transpiler() {
            @Override
            public Transpiled transpile(Circuit circuit, DeviceTarget target, CompileOptions options) {
                asked.add(options);
                return new Transpiled("OPENQASM 3.0; include \"stdgates.inc\"; " + qasm, List.of(1, 4), Map.of());
            }

            @Override
            public void close() {
                asked.clear();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qubit[2] q; bit[2] c; x q[0];",
                "bit[1] c; x $0; c[0] = measure $0;",
                "bit[2] c; h $0; c[0] = measure $0;",
                "bit[2] c; cz $0, $4; c[0] = measure $0;",
                "bit[2] c; x $9; c[0] = measure $9;",
                "no program",
            })
    void shouldNotTrustATranspilersAnswer(String qasm) {
        Circuit circuit = circuit("qubit[2] q; bit[2] c; x q[0]; c = measure q;");
        try (var compiler = new DeviceCompiler(transpiler(new ArrayList<>(), qasm))) {
            assertThatThrownBy(() -> compiler.compile(circuit, LINE, OPTIONS))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("compiled circuit");
        }
    }

    @Test
    void shouldReadItsOptions() throws Exception {
        var settings = BackendSettings.local(
                "fez", Map.of("layout", "3, 5 8", "optimization-level", "3", "compile-seed", "7"));

        assertThat(CompileOptions.of(settings)).isEqualTo(new CompileOptions(3, 7, List.of(3, 5, 8)));
        assertThat(CompileOptions.of(BackendSettings.local("fez", Map.of()))).isEqualTo(OPTIONS);
        for (String wrong : List.of("a,b", "1,1", "-1", "1,,2")) {
            assertThatThrownBy(() -> CompileOptions.of(BackendSettings.local("fez", Map.of("layout", wrong))))
                    .hasMessageContaining("layout");
        }
    }
}
