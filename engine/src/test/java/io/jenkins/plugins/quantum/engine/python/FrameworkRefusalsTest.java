package io.jenkins.plugins.quantum.engine.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be exported is refused by name, not in the words of some library. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
        disabledReason = "no Python with PennyLane, Qiskit, Cirq and Braket: name one with QMLOPS_PYTHON")
@Timeout(600)
class FrameworkRefusalsTest {
    private static final Path MODELS =
            Path.of("src/test/resources/io/jenkins/plugins/quantum/engine/python/frameworks");

    private final PythonExporter exporter = new PythonExporter(ProcessStarter.local(), ExportLimits.DEFAULT);

    private static PythonExporter.Request request(String framework, String name, int size) {
        Path file = MODELS.resolve(framework + ".py");
        var shapes = new HashMap<String, List<Integer>>();
        if (size > 0) {
            shapes.put("x", List.of(size));
        }
        return new PythonExporter.Request(file, framework + ".py", name, shapes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused_pennylane | amplitudes | 4 | the operation AmplitudeEmbedding needs the values of its arguments",
                "refused_pennylane | padded | 7 | the operation AmplitudeEmbedding needs the values of its arguments",
                "refused_pennylane | noisy | 0 | the noise channel DepolarizingChannel cannot be exported",
                "refused_pennylane | postselected | 0 | keeps only one of its results (postselect)",
                "refused_pennylane | layer | 0 | did you mean 'layer.qnode'?",
                "refused_pennylane | build | 0 | 'build' is a function with arguments",
                "refused_pennylane | Model | 0 | 'Model' is a type",
                "refused_qiskit | loop | 0 | the circuit has a while_loop",
                "refused_qiskit | noisy | 0 | the circuit has a kraus",
                "refused_qiskit | same_names | 0 | two parameters of the circuit are both written 'a_b'",
                "refused_qiskit | plain | 2 | 'plain' has no parameter 'x'",
                "refused_cirq | noisy | 0 | depolarize(p=0.1)(q(0)) is noise or a channel and cannot be exported",
                "refused_cirq | twice | 0 | the key 'm' is measured twice",
                "refused_cirq | confused | 0 | the measurement 'm' has a confusion map",
                "refused_cirq | unknown_function | 0 | uses Abs",
                "refused_cirq | qutrit | 0 | has 3 levels",
                "refused_cirq | empty | 0 | the circuit has no qubits",
                "refused_braket | noisy | 0 | the circuit has the noise Depolarizing",
                "refused_braket | verbatim | 0 | the circuit has a verbatim box",
                "refused_braket | matrix | 0 | the circuit has a unitary matrix of 2 qubits",
            })
    void shouldNameWhatItRefuses(String framework, String name, int size, String words) {
        assertThatThrownBy(() -> exporter.export(request(framework, name, size), Pythons.frameworks()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(framework + ".py")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused_pennylane | two_means | 'two_means' returns 2 expectation values",
                "refused_pennylane | no_mean | 'no_mean' returns no expectation value",
                "refused_pennylane | trained_observable | an argument of the circuit is used as something else than an angle",
                "refused_pennylane | named_wires | acts on a, and which qubit of the circuit that is cannot be known",
                "refused_qiskit | complex_operator | an observable needs finite real coefficients",
                "refused_cirq | named | acts on left",
                "refused_braket | placeless | does not say on which qubits it is",
            })
    void shouldNameWhatIsNoObservable(String framework, String name, String words) {
        assertThatThrownBy(() -> exporter.observable(request(framework, name, 0), List.of(), Pythons.frameworks()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldPlaceAnObservableOnTheQubitsOfItsCircuit() throws Exception {
        var pennylane = exporter.observable(
                request("refused_pennylane", "named_wires", 0), List.of("b", "c", "a"), Pythons.frameworks());
        var cirq = exporter.observable(
                request("refused_cirq", "named", 0), List.of("left", "right"), Pythons.frameworks());

        assertThat(pennylane.terms()).isEqualTo(Map.of("Z0 Z2", 1.0));
        assertThat(cirq.terms()).isEqualTo(Map.of("Z0", 1.0));
        assertThat(cirq.json()).contains("\"Z0\" : 1.0");
    }
}
