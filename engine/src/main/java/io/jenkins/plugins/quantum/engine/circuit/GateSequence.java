package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The gates of a circuit without its measurements, and what can be made of them: their inverse, one after another, with other
 * names for the inputs. Barriers and pragmas stay where they are.
 *
 * @param registers
 *     of qubits
 * @param inputs
 *     the free parameters, in the order of declaration
 * @param steps
 *     gates, barriers and pragmas
 */
public record GateSequence(List<Register> registers, List<String> inputs, List<Instruction> steps) {
    public GateSequence {
        registers = List.copyOf(registers);
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
    }

    /**
     * The gates of a circuit.
     *
     * @param circuit
     *     without measurements, or with measurements at its end only
     * @throws IllegalArgumentException
     *     when it measures, resets or branches before its end
     */
    public static GateSequence of(Circuit circuit) {
        circuit.whyDynamic().ifPresent(reason -> {
            throw new IllegalArgumentException("a circuit that measures only at its end is needed: " + reason);
        });
        var steps = new ArrayList<Instruction>(circuit.instructions());
        steps.removeIf(step -> step instanceof Instruction.Measure);
        return new GateSequence(circuit.qubitRegisters(), circuit.inputs(), steps);
    }

    /** The number of qubits. */
    public int qubits() {
        return registers.stream().mapToInt(Register::size).sum();
    }

    /** What undoes the gates, up to a global phase. */
    public GateSequence inverse() {
        var forward = new Block(new Budget());
        steps.forEach(forward::add);
        var backward = forward.fresh();
        Inversion.invert(forward, backward);
        return new GateSequence(registers, inputs, backward.steps());
    }

    /**
     * These gates and then others on the same qubits. Inputs of one name are one input.
     *
     * @throws IllegalArgumentException
     *     when the other has another number of qubits
     */
    public GateSequence then(GateSequence next) {
        if (next.qubits() != qubits()) {
            throw new IllegalArgumentException(
                    "expected gates on " + qubits() + " qubits, found gates on " + next.qubits());
        }
        var names = new LinkedHashSet<>(inputs);
        names.addAll(next.inputs);
        var both = new ArrayList<>(steps);
        both.addAll(next.steps);
        return new GateSequence(registers, List.copyOf(names), both);
    }

    /** The same and a line across all qubits that no optimiser may move gates over. */
    public GateSequence barrier() {
        var barred = new ArrayList<>(steps);
        barred.add(new Instruction.Barrier(IntStream.range(0, qubits()).boxed().toList()));
        return new GateSequence(registers, inputs, barred);
    }

    /** The same with its inputs called otherwise. */
    public GateSequence renamed(UnaryOperator<String> name) {
        var renamed = new ArrayList<Instruction>(steps.size());
        for (Instruction step : steps) {
            renamed.add(
                    step instanceof Instruction.Apply apply && !apply.angles().isEmpty()
                            ? new Instruction.Apply(
                                    apply.gate(),
                                    apply.angles().stream()
                                            .map(angle -> renamed(angle, name))
                                            .toList(),
                                    apply.qubits())
                            : step);
        }
        return new GateSequence(registers, inputs.stream().map(name).toList(), renamed);
    }

    private static Angle renamed(Angle angle, UnaryOperator<String> name) {
        if (angle instanceof Angle.Input input) {
            return new Angle.Input(name.apply(input.name()));
        }
        return angle instanceof Angle.Operation operation
                ? new Angle.Operation(
                        operation.operator(),
                        operation.operands().stream()
                                .map(operand -> renamed(operand, name))
                                .toList())
                : angle;
    }

    /** The same with numbers for its inputs. */
    public GateSequence bind(Map<String, Double> values) {
        return of(circuit().bind(values));
    }

    /** A circuit that measures nothing. */
    public Circuit circuit() {
        return new Circuit(registers, List.of(), inputs, steps);
    }

    /** A circuit that measures every qubit at its end, qubit k into bit k. */
    public Circuit measuringAll() {
        return circuit().measuringAll();
    }

    /** A circuit that ends with the measurements of another one on the same qubits. */
    public Circuit measuredAs(Circuit other) {
        var measured = new ArrayList<>(steps);
        other.instructions().stream()
                .filter(step -> step instanceof Instruction.Measure)
                .forEach(measured::add);
        return new Circuit(registers, other.bitRegisters(), inputs, measured);
    }
}
