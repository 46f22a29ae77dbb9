package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
    private static final String PROGRAM =
            "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[3];\ncreg c[3];\nry(0.7) q[0];\ncx q[0],q[1];\nrx(1.1) q[1];\nu3(0.4,0.5,0.6) q[2];\ncz q[1],q[2];\n";

    @Test
    void shouldGroupGreedilyInOrder() {
        var observable = new Observable(List.of(
                term(1, Map.of(0, Pauli.Z)),
                term(1, Map.of(0, Pauli.X, 1, Pauli.X)),
                term(1, Map.of(1, Pauli.Z, 2, Pauli.Z)),
                term(1, Map.of(2, Pauli.Y)),
                term(5, Map.of())));
        List<MeasurementGroup> groups = Measurements.group(circuit(""), observable);
        assertThat(groups).extracting(MeasurementGroup::termIndices).containsExactly(List.of(0, 2), List.of(1, 3));
        assertThat(groups.get(0).bitsOfTerm()).containsExactly(List.of(0), List.of(1, 2));
        assertThat(groups.get(1).circuit().bits()).isEqualTo(3);
    }

    @Test
    void shouldGiveExpectationValuesOfTheState() {
        var observable = new Observable(List.of(
                term(0.5, Map.of(0, Pauli.X, 1, Pauli.Y)),
                term(-1.5, Map.of(1, Pauli.Z)),
                term(2, Map.of(0, Pauli.Y, 1, Pauli.X, 2, Pauli.Z)),
                term(0.25, Map.of(2, Pauli.X))));
        double measured = 0;
        for (MeasurementGroup group : Measurements.group(circuit("measure q -> c;\n"), observable)) {
            Map<String, Double> distribution = Worlds.distribution(Lowering.lower(group.circuit()));
            for (int i = 0; i < group.termIndices().size(); i++) {
                double coefficient =
                        observable.terms().get(group.termIndices().get(i)).coefficient();
                for (var entry : distribution.entrySet()) {
                    int ones = 0;
                    for (int bit : group.bitsOfTerm().get(i)) {
                        ones += entry.getKey().charAt(entry.getKey().length() - 1 - bit) - '0';
                    }
                    measured += coefficient * entry.getValue() * (ones % 2 == 0 ? 1 : -1);
                }
            }
        }
        assertThat(measured).isCloseTo(directly(observable), within(1e-9));
    }

    @Test
    void shouldRefuseDynamicCircuits() {
        Circuit dynamic = circuit("measure q -> c;\nx q[0];\n");
        assertThatThrownBy(() -> Measurements.group(dynamic, new Observable(List.of(term(1, Map.of(0, Pauli.Z))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gate 'x' on q[0] after a measurement");
    }

    @Test
    void shouldRefuseQubitsThatTheCircuitDoesNotHave() {
        assertThatThrownBy(() -> Measurements.group(circuit(""), new Observable(List.of(term(1, Map.of(3, Pauli.Z))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("qubit 3; the circuit has qubits 0 to 2");
    }

    /** ⟨ψ|H|ψ⟩ by applying Pauli matrices to the state. */
    private static double directly(Observable observable) {
        Unitary circuit = Unitary.of(circuit(""));
        double sum = 0;
        for (Observable.Term term : observable.terms()) {
            Unitary paulis = Unitary.identity(1);
            for (int qubit = 0; qubit < 3; qubit++) {
                Pauli pauli = term.paulis().get(qubit);
                Unitary factor = pauli == null
                        ? Unitary.identity(2)
                        : pauli == Pauli.X ? Unitary.X : pauli == Pauli.Y ? Unitary.Y : Unitary.Z;
                paulis = Unitary.tensor(paulis, factor);
            }
            sum += term.coefficient() * circuit.adjoint().times(paulis).times(circuit).re[0][0];
        }
        return sum;
    }

    private static Observable.Term term(double coefficient, Map<Integer, Pauli> paulis) {
        return new Observable.Term(coefficient, paulis);
    }

    private static Circuit circuit(String end) {
        return Qasm.read("test", PROGRAM + end).circuit();
    }
}
