package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class GateFoldingTest {
    private static final String MIXED =
            "rx(a) q[0]; h q[1]; cx q[0], q[1]; t q[1]; rzz(0.7) q[1], q[2]; swap q[0], q[2];"
                    + " barrier q; cz q[0], q[1]; ry(2*a) q[2]; csx q[1], q[2];";
    private static final Circuit CIRCUIT = circuit(MIXED + " c = measure q;");

    private static Circuit circuit(String steps) {
        return Qasm.read(
                        "fold.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; gate csx a, b { ctrl @ sx a, b; } gate rzz(t) a, b { cx a, b; rz(t) b; cx a, b; }"
                                + " input float a; bit[3] c; qubit[3] q; " + steps)
                .circuit();
    }

    private static Stream<BiFunction<Circuit, Double, FoldedCircuit>> methods() {
        return Stream.of(GateFolding::global, GateFolding::local, GateFolding::pairs);
    }

    @Property(tries = 60)
    void shouldKeepWhatIsComputed(@ForAll @DoubleRange(min = 1, max = 7) double scale) {
        Map<String, Double> before = Worlds.distribution(Lowering.lower(CIRCUIT.bind(Map.of("a", 0.4))));
        methods().forEach(method -> {
            Circuit folded = method.apply(CIRCUIT, scale).circuit();
            assertThat(folded.inputs()).containsExactly("a");
            Map<String, Double> after = Worlds.distribution(Lowering.lower(folded.bind(Map.of("a", 0.4))));
            assertThat(after.keySet()).isEqualTo(before.keySet());
            before.forEach((outcome, p) -> assertThat(after.get(outcome)).isCloseTo(p, Offset.offset(1e-9)));
        });
    }

    @Property(tries = 60)
    void shouldComeNearTheFactor(@ForAll @DoubleRange(min = 1, max = 9) double scale) {
        Circuit cnots = circuit("h q[0]; cx q[0], q[1]; cx q[1], q[2]; cx q[0], q[2]; cz q[0], q[1]; c = measure q;");

        assertThat(GateFolding.global(cnots, scale).scale()).isCloseTo(scale, Offset.offset(1.0 / 5 + 1e-6));
        assertThat(GateFolding.local(cnots, scale).twoQubitScale()).isCloseTo(scale, Offset.offset(1.0 / 4 + 1e-6));
        assertThat(GateFolding.pairs(cnots, scale).twoQubitScale()).isCloseTo(scale, Offset.offset(1.0 / 4 + 1e-6));
    }

    @Property(tries = 20)
    void shouldReachOddFactorsExactly(@ForAll @IntRange(min = 0, max = 5) int folds) {
        double scale = 1 + 2 * folds;
        Circuit plain = circuit("h q[0]; cx q[0], q[1]; ccx q[0], q[1], q[2]; c = measure q;");

        assertThat(GateFolding.global(plain, scale))
                .satisfies(f -> assertThat(f.scale()).isEqualTo(scale))
                .satisfies(f -> assertThat(f.twoQubitScale()).isEqualTo(scale));
        assertThat(GateFolding.local(plain, scale).twoQubitScale()).isEqualTo(scale);
    }

    @Example
    void shouldPutLinesBetweenWhatWouldCancel() {
        Circuit bell = circuit("h q[0]; cx q[0], q[1]; c[0] = measure q[0];");

        assertThat(GateFolding.local(bell, 3).circuit().instructions())
                .containsExactly(
                        apply(Gate.H, 0),
                        apply(Gate.CX, 0, 1),
                        line(0, 1),
                        apply(Gate.CX, 0, 1),
                        line(0, 1),
                        apply(Gate.CX, 0, 1),
                        new Instruction.Measure(0, 0));
        assertThat(GateFolding.pairs(bell, 3)).isEqualTo(GateFolding.local(bell, 3));
        assertThat(GateFolding.global(bell, 2).circuit().instructions())
                .containsExactly(
                        apply(Gate.H, 0),
                        apply(Gate.CX, 0, 1),
                        line(0, 1, 2),
                        apply(Gate.CX, 0, 1),
                        line(0, 1, 2),
                        apply(Gate.CX, 0, 1),
                        new Instruction.Measure(0, 0));
    }

    private static Instruction apply(Gate gate, Integer... qubits) {
        return new Instruction.Apply(gate, List.of(), List.of(qubits));
    }

    private static Instruction line(Integer... qubits) {
        return new Instruction.Barrier(List.of(qubits));
    }

    @Example
    void shouldFoldTheGatesThatAreChosen() {
        Circuit three = circuit("cx q[0], q[1]; cx q[1], q[2]; cx q[0], q[2]; c = measure q;");

        Circuit last = GateFolding.local(three, 1 + 2 / 3.0, List.of(2, 0, 1)).circuit();

        assertThat(last.instructions().subList(0, 4))
                .containsExactly(apply(Gate.CX, 0, 1), apply(Gate.CX, 1, 2), apply(Gate.CX, 0, 2), line(0, 2));
        assertThat(GateFolding.foldable(three)).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateFolding.local(three, 2, List.of(0, 0, 1)))
                .withMessageContaining("an order of the numbers 0 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> GateFolding.pairs(three, 2, List.of(1, 2, 3)));
    }

    @Example
    void shouldRefuseWhatCannotBeFolded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateFolding.global(CIRCUIT, 0.9))
                .withMessage("expected a factor from 1 to 101.0, found 0.9");
        assertThatIllegalArgumentException().isThrownBy(() -> GateFolding.global(CIRCUIT, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateFolding.local(circuit("h q[0]; c = measure q;"), 3))
                .withMessage("a circuit without gates on two qubits has none to fold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateFolding.global(circuit("c[0] = measure q[0]; x q[0]; c[1] = measure q[0];"), 3))
                .withMessageContaining("measures only at its end");
        Circuit large = circuit("for int i in [1:20000] { cx q[0], q[1]; } c = measure q;");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateFolding.local(large, 101))
                .withMessageContaining("more than 1000000 gates");
    }

    @Example
    void shouldLeaveACircuitWithoutGatesAlone() {
        Circuit empty = circuit("c = measure q;");
        assertThat(GateFolding.global(empty, 3))
                .satisfies(f -> assertThat(f.scale()).isEqualTo(1))
                .satisfies(f -> assertThat(f.twoQubitScale()).isEqualTo(1));
        assertThat(GateFolding.local(empty, 1).circuit()).isEqualTo(empty);
    }
}
