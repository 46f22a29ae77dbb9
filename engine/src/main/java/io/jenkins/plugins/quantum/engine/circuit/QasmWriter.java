package io.jenkins.plugins.quantum.engine.circuit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a circuit as a program. */
final class QasmWriter {
    private final Circuit circuit;
    private final boolean version3;
    private final RegisterNames names;
    private final GateText gates;
    private final StringBuilder out = new StringBuilder();

    QasmWriter(Circuit circuit, boolean version3) {
        this.circuit = circuit;
        this.version3 = version3;
        this.names = new RegisterNames(circuit, version3);
        this.gates = new GateText(version3);
    }

    String write() {
        out.append(
                version3 ? "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" : "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n");
        Set<Gate> used = EnumSet.noneOf(Gate.class);
        collect(circuit.instructions(), used);
        used.stream().filter(gates::needsDefinition).forEach(gate -> out.append(gates.definition(gate))
                .append('\n'));
        inputs();
        registers();
        circuit.instructions().forEach(step -> write(step, ""));
        return out.toString();
    }

    private static void collect(List<Instruction> steps, Set<Gate> used) {
        for (Instruction step : steps) {
            if (step instanceof Instruction.Apply apply) {
                used.add(apply.gate());
            } else if (step instanceof Instruction.Conditional conditional) {
                collect(conditional.then(), used);
                collect(conditional.otherwise(), used);
            }
        }
    }

    private void inputs() {
        if (!circuit.inputs().isEmpty() && !version3) {
            throw new IllegalArgumentException("OpenQASM 2 has no inputs: bind " + circuit.inputs() + " first");
        }
        for (String input : circuit.inputs()) {
            if (!input.codePoints().allMatch(Character::isUnicodeIdentifierPart)
                    || !Lexer.startsName(input.charAt(0))
                    || Words.RESERVED.contains(input)
                    || Words.RESERVED_3.contains(input)) {
                throw new IllegalArgumentException("'" + input + "' is no name for an input of an OpenQASM program");
            }
            out.append("input float ").append(input).append(";\n");
        }
    }

    private void registers() {
        if (!names.physical()) {
            circuit.qubitRegisters().forEach(register -> declare("qubit", "qreg", register));
        }
        circuit.bitRegisters().forEach(register -> declare("bit", "creg", register));
    }

    private void declare(String word3, String word2, Register register) {
        String name = names.of(register);
        out.append(
                version3
                        ? word3 + "[" + register.size() + "] " + name + ";\n"
                        : word2 + " " + name + "[" + register.size() + "];\n");
    }

    private void write(Instruction step, String indent) {
        if (step instanceof Instruction.Conditional conditional) {
            if (version3) {
                conditional3(conditional, indent);
            } else {
                conditional2(conditional);
            }
        } else {
            out.append(indent).append(simple(step));
        }
    }

    private String simple(Instruction step) {
        if (step instanceof Instruction.Apply apply) {
            return gates.applied(apply.gate(), apply.angles()) + " " + qubits(apply.qubits()) + ";\n";
        } else if (step instanceof Instruction.Measure measure) {
            String qubit = qubit(measure.qubit());
            String bit = names.element(circuit.bitRegisters(), measure.bit());
            return version3 ? bit + " = measure " + qubit + ";\n" : "measure " + qubit + " -> " + bit + ";\n";
        } else if (step instanceof Instruction.Reset reset) {
            return "reset " + qubit(reset.qubit()) + ";\n";
        } else if (step instanceof Instruction.Barrier barrier) {
            return barrier.qubits().isEmpty() ? "" : "barrier " + qubits(barrier.qubits()) + ";\n";
        }
        if (!version3) {
            throw new IllegalArgumentException("OpenQASM 2 has no pragmas");
        }
        return ((Instruction.Pragma) step).text() + "\n";
    }

    private void conditional3(Instruction.Conditional conditional, String indent) {
        out.append(indent)
                .append("if (")
                .append(condition(conditional.condition()))
                .append(") {\n");
        conditional.then().forEach(step -> write(step, indent + "  "));
        out.append(indent).append('}');
        if (!conditional.otherwise().isEmpty()) {
            out.append(" else {\n");
            conditional.otherwise().forEach(step -> write(step, indent + "  "));
            out.append(indent).append('}');
        }
        out.append('\n');
    }

    private String condition(Instruction.Condition condition) {
        var pieces = new StringBuilder();
        int bit = condition.firstBit();
        int end = bit + condition.width();
        while (bit < end) {
            Register register = RegisterNames.find(circuit.bitRegisters(), bit);
            int stop = Math.min(end, register.offset() + register.size());
            int width = stop - bit;
            long value = condition.value() >>> bit - condition.firstBit();
            pieces.append(pieces.isEmpty() ? "" : " && ").append(names.of(register));
            if (width < register.size()) {
                int first = bit - register.offset();
                pieces.append('[')
                        .append(width == 1 ? "" + first : first + ":" + (first + width - 1))
                        .append(']');
            }
            pieces.append(" == ").append(stop < end ? value & (1L << width) - 1 : value);
            bit = stop;
        }
        return pieces.toString();
    }

    /** OpenQASM 2 puts a condition before each step, which is the same as long as no step changes the bits. */
    private void conditional2(Instruction.Conditional conditional) {
        Instruction.Condition condition = conditional.condition();
        Register register = RegisterNames.find(circuit.bitRegisters(), condition.firstBit());
        if (!conditional.otherwise().isEmpty()) {
            throw new IllegalArgumentException("OpenQASM 2 has no 'else'");
        }
        if (register.offset() != condition.firstBit() || register.size() != condition.width()) {
            throw new IllegalArgumentException(
                    "OpenQASM 2 only compares a whole register, not some bits of '" + register.name() + "'");
        }
        List<Instruction> steps = conditional.then();
        for (int i = 0; i < steps.size(); i++) {
            Instruction step = steps.get(i);
            if (step instanceof Instruction.Conditional) {
                throw new IllegalArgumentException("OpenQASM 2 has no conditions inside of conditions");
            }
            if (step instanceof Instruction.Measure measure
                    && measure.bit() >= register.offset()
                    && measure.bit() < register.offset() + register.size()
                    && i < steps.size() - 1) {
                throw new IllegalArgumentException(
                        "OpenQASM 2 cannot go on under a condition on '" + register.name() + "' after changing it");
            }
            out.append("if (")
                    .append(names.of(register))
                    .append(" == ")
                    .append(condition.value())
                    .append(") ");
            out.append(simple(step));
        }
    }

    private String qubits(List<Integer> qubits) {
        return qubits.stream().map(this::qubit).collect(Collectors.joining(", "));
    }

    private String qubit(int index) {
        return names.element(circuit.qubitRegisters(), index);
    }
}
