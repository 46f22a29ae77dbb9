package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gate circuit. Qubits and classical bits are numbered through the registers in the order of declaration.
 *
 * @param qubitRegisters
 *     at least one
 * @param bitRegisters
 *     may be empty: then nothing is measured
 * @param inputs
 *     the free parameters, in the order of declaration
 * @param instructions
 *     the steps
 */
public record Circuit(
        List<Register> qubitRegisters, List<Register> bitRegisters, List<String> inputs, List<Instruction> instructions)
        implements Program {
    public Circuit {
        qubitRegisters = List.copyOf(qubitRegisters);
        bitRegisters = List.copyOf(bitRegisters);
        inputs = List.copyOf(inputs);
        instructions = List.copyOf(instructions);
    }

    @Override
    public Kind kind() {
        return Kind.CIRCUIT;
    }

    /** The number of qubits. */
    public int qubits() {
        return qubitRegisters.stream().mapToInt(Register::size).sum();
    }

    /** The number of classical bits. */
    public int bits() {
        return bitRegisters.stream().mapToInt(Register::size).sum();
    }

    /** Whether it measures, resets or branches before its end, which only some backends can do. */
    public boolean dynamic() {
        return DynamicCheck.firstDynamic(this) != null;
    }

    /** Names the first step that makes the circuit dynamic, for messages; empty where it is not. */
    public Optional<String> whyDynamic() {
        return Optional.ofNullable(DynamicCheck.firstDynamic(this)).map(step -> DynamicCheck.describe(step, this));
    }

    /** Whether anything is measured. */
    public boolean measures() {
        return measures(instructions);
    }

    private static boolean measures(List<Instruction> steps) {
        for (Instruction step : steps) {
            if (step instanceof Instruction.Measure
                    || step instanceof Instruction.Conditional c && (measures(c.then()) || measures(c.otherwise()))) {
                return true;
            }
        }
        return false;
    }

    /** The same circuit with every qubit measured at the end into a fresh register {@code meas}; itself where it measures already. */
    public Circuit measuringAll() {
        if (measures()) {
            return this;
        }
        var steps = new ArrayList<>(instructions);
        for (int qubit = 0; qubit < qubits(); qubit++) {
            steps.add(new Instruction.Measure(qubit, qubit));
        }
        return new Circuit(qubitRegisters, List.of(new Register("meas", 0, qubits())), inputs, steps);
    }

    /**
     * The same with all its qubits in one register {@code q} and all its bits in one register {@code c}, for services that write the
     * outcomes of each register apart.
     */
    public Circuit inOneRegister() {
        return new Circuit(
                List.of(new Register("q", 0, qubits())),
                bits() == 0 ? List.of() : List.of(new Register("c", 0, bits())),
                inputs,
                instructions);
    }

    /**
     * The circuit with numbers in place of its inputs.
     *
     * @throws IllegalArgumentException
     *     when an input has no value
     */
    public Circuit bind(Map<String, Double> values) {
        if (inputs.isEmpty()) {
            return this;
        }
        return new Circuit(qubitRegisters, bitRegisters, List.of(), bind(instructions, values));
    }

    private static List<Instruction> bind(List<Instruction> steps, Map<String, Double> values) {
        var bound = new ArrayList<Instruction>(steps.size());
        for (Instruction step : steps) {
            if (step instanceof Instruction.Apply apply && !apply.angles().isEmpty()) {
                var angles = new ArrayList<Angle>(apply.angles().size());
                apply.angles().forEach(angle -> angles.add(Angle.of(angle.evaluate(values))));
                bound.add(new Instruction.Apply(apply.gate(), angles, apply.qubits()));
            } else if (step instanceof Instruction.Conditional c) {
                bound.add(new Instruction.Conditional(
                        c.condition(), bind(c.then(), values), bind(c.otherwise(), values)));
            } else {
                bound.add(step);
            }
        }
        return bound;
    }
}
