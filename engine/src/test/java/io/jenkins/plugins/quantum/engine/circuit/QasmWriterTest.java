package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.circuit.Angle.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QasmWriterTest {
    private static final Instruction.Condition WHOLE = new Instruction.Condition(0, 2, 2);
    private static final Instruction X = apply(Gate.X, List.of(), 0);

    @Property(tries = 200)
    void shouldReadBackWhatVersion3Wrote(@ForAll long seed) {
        Circuit circuit = random(seed, true);
        Circuit again = Qasm.read("again", Qasm.write3(circuit)).circuit();
        assertThat(again).isEqualTo(circuit);
        assertThat(CircuitDigest.of(again)).isEqualTo(CircuitDigest.of(circuit));
    }

    @Property(tries = 200)
    void shouldReadBackWhatVersion2Wrote(@ForAll long seed) {
        Circuit circuit = random(seed, false);
        assertThat(Qasm.read("again", Qasm.write2(circuit)).circuit()).isEqualTo(circuit);
    }

    @Test
    void shouldDefineWhatTheLibraryLacksWithoutWarnings() {
        for (Gate gate : Gate.values()) {
            var angles = IntStream.range(0, gate.angles())
                    .mapToObj(i -> Angle.of(0.3 + i))
                    .toList();
            Circuit circuit = circuit(
                    apply(gate, angles, IntStream.range(0, gate.qubits()).toArray()));
            for (String text : List.of(Qasm.write2(circuit), Qasm.write3(circuit))) {
                Qasm.Program again = Qasm.read("again", text);
                assertThat(again.circuit().instructions()).as(text).isEqualTo(circuit.instructions());
                assertThat(again.warnings()).as(text).isEmpty();
            }
        }
    }

    @Test
    void shouldRenameRegistersThatTheLanguageCannotName() {
        var circuit = new Circuit(
                List.of(new Register("x", 0, 1), new Register("Größe", 1, 1), new Register("qubit", 2, 1)),
                List.of(new Register("if", 0, 1), new Register("q_x", 1, 1)),
                List.of(),
                List.of(X, new Instruction.Measure(1, 0), new Instruction.Measure(2, 1)));
        for (String text : List.of(Qasm.write2(circuit), Qasm.write3(circuit))) {
            assertThat(Qasm.read("again", text).circuit().instructions()).isEqualTo(circuit.instructions());
        }
    }

    @Test
    void shouldKeepPhysicalQubitsInVersion3() {
        Circuit circuit = Qasm.read("test", "bit c;\nx $4;\nc = measure $9;").circuit();
        assertThat(Qasm.write3(circuit)).contains("x $4;", "c[0] = measure $9;");
        assertThat(Qasm.read("again", Qasm.write3(circuit)).circuit()).isEqualTo(circuit);
        assertThat(Qasm.read("again", Qasm.write2(circuit)).circuit().instructions())
                .isEqualTo(circuit.instructions());
    }

    @Test
    void shouldWriteFractionsOfPiAndExactNumbers() {
        assertThat(AngleText.number(Math.PI)).isEqualTo("pi");
        assertThat(AngleText.number(-3 * Math.PI / 4)).isEqualTo("-3*pi/4");
        assertThat(AngleText.number(0.1)).isEqualTo("0.1");
        assertThatThrownBy(() -> AngleText.number(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSplitConditionsForVersion2() {
        var circuit = circuit(new Instruction.Conditional(WHOLE, List.of(X, new Instruction.Reset(1)), List.of()));
        String text = Qasm.write2(circuit);
        assertThat(text).contains("if (c == 2) x q[0];\nif (c == 2) reset q[1];");
        assertThat(Qasm.read("again", text).circuit().instructions())
                .containsExactly(
                        new Instruction.Conditional(WHOLE, List.of(X), List.of()),
                        new Instruction.Conditional(WHOLE, List.of(new Instruction.Reset(1)), List.of()));
    }

    @Test
    void shouldWriteConditionsThatSpanRegisters() {
        var circuit = new Circuit(
                List.of(new Register("q", 0, 1)),
                List.of(new Register("c", 0, 3), new Register("d", 3, 2)),
                List.of(),
                List.of(new Instruction.Conditional(new Instruction.Condition(1, 3, 5), List.of(X), List.of())));
        assertThat(Qasm.write3(circuit)).contains("if (c[1:2] == 1 && d[0] == 1) {");
    }

    @Test
    void shouldRefuseWhatVersion2CannotSay() {
        assertRefused(new Instruction.Conditional(WHOLE, List.of(X), List.of(X)), "no 'else'");
        assertRefused(
                new Instruction.Conditional(new Instruction.Condition(0, 1, 1), List.of(X), List.of()),
                "only compares a whole register");
        var inner = new Instruction.Conditional(WHOLE, List.of(X), List.of());
        assertRefused(
                new Instruction.Conditional(WHOLE, List.of(inner), List.of()), "no conditions inside of conditions");
        assertRefused(
                new Instruction.Conditional(WHOLE, List.of(new Instruction.Measure(0, 1), X), List.of()),
                "after changing it");
        assertRefused(new Instruction.Pragma("#pragma x"), "no pragmas");
        var withInput = new Circuit(List.of(new Register("q", 0, 1)), List.of(), List.of("w"), List.of());
        assertThatThrownBy(() -> Qasm.write2(withInput))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no inputs: bind [w] first");
    }

    @Test
    void shouldRefuseInputsThatAreNoNames() {
        var circuit = new Circuit(List.of(new Register("q", 0, 1)), List.of(), List.of("x[0]"), List.of());
        assertThatThrownBy(() -> Qasm.write3(circuit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x[0]'");
    }

    @Test
    void shouldRefuseIndicesThatTheCircuitDoesNotHave() {
        assertThatThrownBy(() -> Qasm.write3(circuit(new Instruction.Measure(0, 7))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number 7");
    }

    private static void assertRefused(Instruction step, String reason) {
        assertThatThrownBy(() -> Qasm.write2(circuit(step)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static Circuit circuit(Instruction... steps) {
        return new Circuit(
                List.of(new Register("q", 0, 3)), List.of(new Register("c", 0, 2)), List.of(), List.of(steps));
    }

    private static Instruction apply(Gate gate, List<Angle> angles, int... qubits) {
        return new Instruction.Apply(gate, angles, IntStream.of(qubits).boxed().toList());
    }

    private static Circuit random(long seed, boolean version3) {
        var random = new SplittableRandom(seed);
        int first = 3 + random.nextInt(2);
        var qubits = List.of(new Register("alpha", 0, first), new Register("beta", first, 2));
        var bits = List.of(new Register("c", 0, 2), new Register("d", 2, 3));
        List<String> inputs = version3 ? List.of("w_0", "w_1", "θ") : List.of();
        var steps = new ArrayList<Instruction>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            steps.add(step(random, first + 2, version3 ? 3 : 1, version3, inputs));
        }
        return new Circuit(qubits, bits, inputs, steps);
    }

    private static Instruction step(
            SplittableRandom random, int qubits, int depth, boolean version3, List<String> inputs) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> new Instruction.Measure(random.nextInt(qubits), random.nextInt(5));
            case 1 -> new Instruction.Reset(random.nextInt(qubits));
            case 2 -> new Instruction.Barrier(List.of(0, 1 + random.nextInt(qubits - 1)));
            case 7, 8 -> {
                var condition = version3 ? conditions(random) : new Instruction.Condition(2, 3, random.nextInt(8));
                var then = new ArrayList<Instruction>();
                then.add(step(random, qubits, depth - 1, version3, inputs));
                var otherwise = new ArrayList<Instruction>();
                while (version3 && random.nextInt(3) > 0) {
                    (random.nextBoolean() ? then : otherwise).add(step(random, qubits, depth - 1, true, inputs));
                }
                yield new Instruction.Conditional(condition, then, otherwise);
            }
            default -> {
                Gate gate = Gate.values()[random.nextInt(Gate.values().length)];
                var angles = new ArrayList<Angle>();
                for (int i = 0; i < gate.angles(); i++) {
                    angles.add(angle(random, 3, inputs));
                }
                int start = random.nextInt(qubits);
                yield new Instruction.Apply(
                        gate,
                        angles,
                        IntStream.range(0, gate.qubits())
                                .mapToObj(i -> (start + 2 * i) % qubits)
                                .distinct()
                                .toList());
            }
        };
    }

    private static Instruction.Condition conditions(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Instruction.Condition(0, 2, random.nextInt(4));
            case 1 -> new Instruction.Condition(3, 2, random.nextInt(4));
            default -> new Instruction.Condition(random.nextInt(5), 1, random.nextInt(2));
        };
    }

    private static Angle angle(SplittableRandom random, int depth, List<String> inputs) {
        int kind = random.nextInt(inputs.isEmpty() || depth == 0 ? 3 : 10);
        if (kind < 2) {
            return Angle.of(kind == 0 ? (random.nextDouble() - 0.5) * 10 : (random.nextInt(17) - 8) * Math.PI / 8);
        } else if (kind == 2) {
            return Angle.of(random.nextInt(9) - 4);
        } else if (kind < 5) {
            return new Angle.Input(inputs.get(random.nextInt(inputs.size())));
        }
        Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
        Angle first = new Angle.Input(inputs.get(random.nextInt(inputs.size())));
        if (operator.ordinal() > Operator.POWER.ordinal()) {
            Angle operand = angle(random, depth - 1, inputs);
            return new Angle.Operation(operator, List.of(operand instanceof Angle.Value ? first : operand));
        }
        Angle second = angle(random, depth - 1, inputs);
        boolean zero = operator == Operator.DIVIDE && second.equals(Angle.of(0));
        return random.nextBoolean() && !zero
                ? new Angle.Operation(operator, List.of(first, second))
                : new Angle.Operation(operator, List.of(second, first));
    }
}
