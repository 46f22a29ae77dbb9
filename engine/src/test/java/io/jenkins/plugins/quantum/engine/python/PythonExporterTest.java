package io.jenkins.plugins.quantum.engine.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs some Python 3; circuits of frameworks only where those are installed. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class PythonExporterTest {
    @TempDir
    Path folder;

    private Path write(String source) throws IOException {
        return Files.writeString(folder.resolve("model.py"), source);
    }

    private ExportedCircuit export(String python, Duration time, String source, Map<String, List<Integer>> shapes)
            throws Exception {
        return export(python, time, source, "circuit", shapes);
    }

    private ExportedCircuit export(
            String python, Duration time, String source, String name, Map<String, List<Integer>> shapes)
            throws Exception {
        var limits = new ExportLimits(time, 4L << 30, 4 << 20);
        var request = new PythonExporter.Request(write(source), "models/model.py", name, shapes);
        return new PythonExporter(ProcessStarter.local(), limits).export(request, python);
    }

    private ExportedCircuit export(String source) throws Exception {
        return export("python3", Duration.ofSeconds(60), source, Map.of());
    }

    private ExportedCircuit exportWithFrameworks(String source, Map<String, List<Integer>> shapes) throws Exception {
        return export(Pythons.frameworks(), Duration.ofSeconds(120), source, shapes);
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        var request = new PythonExporter.Request(folder.resolve("no.py"), "no.py", "circuit", Map.of());
        var exporter = new PythonExporter(ProcessStarter.local(), ExportLimits.DEFAULT);

        assertThatThrownBy(() -> exporter.export(request, "python3"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no.py: there is no such file");
    }

    @Test
    void shouldSayThatThereIsNoPython() {
        assertThatThrownBy(() -> export("/no/python", Duration.ofSeconds(9), "circuit = 1", Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot start Python (/no/python)")
                .hasMessageContaining("QMLOPS_PYTHON");
    }

    @Test
    void shouldSuggestTheNameThatWasMeant() {
        assertThatThrownBy(() -> export("circuits = 1"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("models/model.py: there is no object 'circuit' in the file")
                .hasMessageContaining("did you mean 'circuits'?");
    }

    @Test
    void shouldFollowAttributesAndNameTheOneThatIsMissing() {
        String source = "class Model:\n    size = 1\nmodel = Model()\n";
        assertThatThrownBy(() -> export("python3", Duration.ofSeconds(60), source, "model.size", Map.of()))
                .hasMessageContaining("'model.size' is a int");
        assertThatThrownBy(() -> export("python3", Duration.ofSeconds(60), source, "model.sice", Map.of()))
                .hasMessageContaining("there is no object 'sice' in 'model'")
                .hasMessageContaining("did you mean 'model.size'?");
    }

    @Test
    void shouldNameTheTypeThatItCannotExport() {
        assertThatThrownBy(() -> export("circuit = 1"))
                .hasMessageContaining("'circuit' is a int")
                .hasMessageContaining(
                        "a PennyLane QNode or tape, a Qiskit QuantumCircuit, a Cirq Circuit or a Braket Circuit is expected");
    }

    @Test
    void shouldNameTheLineAndTheMissingModule() {
        assertThatThrownBy(() -> export("x = 1\nimport no_such_module\n"))
                .hasMessageContaining("models/model.py:2: module 'no_such_module' is not installed in");
    }

    @Test
    void shouldNameTheLineOfTheUsersOwnError() {
        assertThatThrownBy(() -> export("x = 1\ny = 2\nz = x / (y - 2)\n"))
                .hasMessageContaining("models/model.py:3: Python stopped with ZeroDivisionError: division by zero");
        assertThatThrownBy(() -> export("x = 1\ny = = 2\n"))
                .hasMessageContaining("models/model.py:2: Python stopped with SyntaxError");
        assertThatThrownBy(() -> export("raise SystemExit(3)")).hasMessageContaining("SystemExit: 3");
    }

    @Test
    void shouldEndALoop() {
        assertThatThrownBy(() -> export("python3", Duration.ofSeconds(1), "while True: pass", Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was still running after 1 s");
    }

    @Test
    void shouldStopAllocation() {
        assertThatThrownBy(() -> export("x = 1\nblocks = [bytearray(1 << 28) for _ in range(1000)]\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("models/model.py:2: Python needed more than its 4.0 GB of memory");
    }

    @Test
    void shouldStopPrintsWithoutEnd() {
        assertThatThrownBy(() -> export("for _ in range(1 << 10): print('x' * (1 << 20))"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("prints more than 4 MB");
    }

    @Test
    void shouldSayThatPythonDied() {
        assertThatThrownBy(() -> export("import os, sys\nprint('bye', file=sys.stderr, flush=True)\nos._exit(5)"))
                .hasMessageContaining("Python ended without an answer (exit 5): bye");
        assertThatThrownBy(() -> export("import os\nos.kill(os.getpid(), 9)")).hasMessageContaining("it was killed");
    }

    @Test
    void shouldNotLetTheFileReadTheProtocol() {
        assertThatThrownBy(() -> export("import sys\nassert sys.stdin.read() == ''\ncircuit = input()"))
                .hasMessageContaining("models/model.py:3: Python stopped with EOFError");
    }

    @Test
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
            disabledReason = "no PennyLane")
    void shouldTraceTheAnglesOfAQNode() throws Exception {
        var exported = exportWithFrameworks(
                """
                import numpy as np, pennylane as qml
                print("training...")
                @qml.qnode(qml.device("default.qubit", wires=2))
                def circuit(x, w):
                    qml.AngleEmbedding(np.pi * x, wires=[0, 1])
                    qml.RY(np.sin(x[0]) * w[1, 0], wires=0)
                    qml.CNOT(wires=[0, 1])
                    return qml.expval(qml.Z(0))
                """,
                Map.of("x", List.of(2), "w", List.of(2, 1)));

        assertThat(exported.groups().get("w").inputs()).containsExactly("w_0", "w_1");
        assertThat(exported.qasm())
                .contains("rx(3.141592653589793 * x_1) q[1];", "ry(sin(x_0) * w_1) q[0];", "c = measure q;");
        var circuit = Qasm.read("exported.qasm", exported.qasm()).circuit();
        assertThat(circuit.inputs()).containsExactly("x_0", "x_1", "w_0", "w_1");
        assertThat(exported.facts().get("measurement")).contains("expectation");
    }

    @Test
    @EnabledIf(value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks", disabledReason = "no Qiskit")
    void shouldNameTheParametersOfAQiskitCircuit() throws Exception {
        var exported = exportWithFrameworks(
                """
                from qiskit import QuantumCircuit
                from qiskit.circuit import Parameter, ParameterVector
                x, t = ParameterVector("x", 3), Parameter("\\u03b8")
                circuit = QuantumCircuit(2)
                circuit.rzz(x[2] * 2 - t, 0, 1)
                circuit.ry(x[0].sin(), 1)
                """,
                Map.of());

        assertThat(exported.groups().get("x").inputs()).containsExactly("x_0", "x_1", "x_2");
        assertThat(exported.groups().get("theta").shape()).isEmpty();
        assertThat(Qasm.read("exported.qasm", exported.qasm()).circuit().inputs())
                .containsExactlyInAnyOrder("x_0", "x_1", "x_2", "theta");
    }

    @Test
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
            disabledReason = "no PennyLane")
    void shouldRefuseACircuitThatBranchesOnAParameter() {
        assertThatThrownBy(() -> exportWithFrameworks(
                        """
                        import pennylane as qml
                        @qml.qnode(qml.device("default.qubit", wires=1))
                        def circuit(x):
                            if x[0] > 0:
                                qml.X(0)
                            return qml.probs()
                        """,
                        Map.of("x", List.of(1))))
                .hasMessageContaining("models/model.py:4: the circuit depends on the value of a parameter");
    }

    private static final String MODEL =
            """
            import numpy as np, pennylane as qml
            device = qml.device("default.qubit", wires=2)
            class Model:
                def __init__(self, scale):
                    self.scale = scale
                    self.circuit = qml.QNode(self.layers, device)
                def layers(self, x):
                    qml.RX(self.scale * x, wires=0)
                    return qml.probs()
                @qml.qnode(device)
                def method(self, x):
                    qml.RX(x, wires=0)
                    return qml.probs()
            model = Model(3.0)
            """;

    @Test
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
            disabledReason = "no PennyLane")
    void shouldExportAQNodeThatAnObjectHolds() throws Exception {
        var exported = export(Pythons.frameworks(), Duration.ofSeconds(120), MODEL, "model.circuit", Map.of());

        assertThat(exported.qasm()).contains("rx(3.0 * x_0) q[0];").doesNotContain("self");
    }

    @Test
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
            disabledReason = "no PennyLane")
    void shouldSayHowAMethodBecomesAQNode() {
        assertThatThrownBy(() -> export(Pythons.frameworks(), Duration.ofSeconds(120), MODEL, "Model.method", Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'Model.method' is a method")
                .hasMessageContaining("self.circuit = qml.QNode(self.method, device) in __init__");
    }

    @ParameterizedTest
    @CsvSource({"AmplitudeEmbedding, 7", "BasisEmbedding, 7", "StatePrep, 0"})
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
            disabledReason = "no PennyLane")
    void shouldNameTheOperationThatNeedsValues(String operation, int line) {
        String source =
                """
                import pennylane as qml
                device = qml.device("default.qubit", wires=2)
                layer = qml.%s
                @qml.qnode(device)
                def circuit(x):
                    qml.Hadamard(0)
                    layer(x, wires=[0, 1])
                    return qml.probs()
                """
                        .formatted(operation);
        String file = line == 0 ? "models/model.py: " : "models/model.py:" + line + ": ";

        assertThatThrownBy(() -> exportWithFrameworks(source, Map.of("x", List.of(operation.startsWith("B") ? 2 : 4))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file + "the operation " + operation + " needs the values of its arguments")
                .hasMessageContaining("such as AngleEmbedding, or give the operation fixed numbers");
    }

    @Test
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
            disabledReason = "no PennyLane")
    void shouldLeaveOtherErrorsOfAnOperationInItsOwnWords() {
        assertThatThrownBy(() -> exportWithFrameworks(
                        """
                        import numpy as np, pennylane as qml
                        @qml.qnode(qml.device("default.qubit", wires=2))
                        def circuit(x):
                            qml.RX(x, wires=0)
                            qml.AmplitudeEmbedding(np.ones(3), wires=[0, 1])
                            return qml.probs()
                        """,
                        Map.of()))
                .hasMessageContaining("models/model.py:5: Python stopped with ValueError")
                .hasMessageContaining("length 4");
    }

    @Test
    void shouldChooseTheInterpreter() throws Exception {
        Path python = folder.resolve("bin/python");
        Files.createDirectories(python.getParent());
        Files.writeString(python, "");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        assertThat(UserPython.interpreter("py", Map.of(UserPython.VARIABLE, "other")))
                .isEqualTo("py");
        assertThat(UserPython.interpreter("", Map.of(UserPython.VARIABLE, "other")))
                .isEqualTo("other");
        assertThat(UserPython.interpreter("", Map.of("VIRTUAL_ENV", folder.toString())))
                .isEqualTo(python.toString());
        assertThat(UserPython.interpreter("", Map.of("VIRTUAL_ENV", "/gone"))).isEqualTo("python3");
    }
}
