package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Carries out what introduces names. */
final class Declarations {
    private static final int[] NO_BITS = {};

    private final Syntax syntax;
    private final Scope scope;
    private final Operands operands;
    private final Registers registers;
    private final GateTable gates;
    private final Problems problems;
    private final List<String> inputs = new ArrayList<>();

    Declarations(
            Syntax syntax, Scope scope, Operands operands, Registers registers, GateTable gates, Problems problems) {
        this.syntax = syntax;
        this.scope = scope;
        this.operands = operands;
        this.registers = registers;
        this.gates = gates;
        this.problems = problems;
    }

    List<String> inputs() {
        return inputs;
    }

    /** Carries out a declaration; gives the bits of a classical register. */
    int[] declare(Statement statement) {
        if (statement instanceof Statement.Include include) {
            include(include);
        } else if (statement instanceof Statement.GateDefinition definition) {
            gate(definition);
        } else if (statement instanceof Statement.Assignment assignment) {
            assignment(assignment);
        } else {
            return named(statement);
        }
        return NO_BITS;
    }

    private void include(Statement.Include include) {
        boolean version3 = syntax.version() == 3;
        String wanted = version3 ? "stdgates.inc" : "qelib1.inc";
        String other = version3 ? "qelib1.inc" : "stdgates.inc";
        outermost(include.at(), "'include'");
        if (include.file().equals(other)) {
            throw new Fault(
                    include.at(),
                    "expected \"" + wanted + "\", found \"" + other + "\", which belongs to OpenQASM "
                            + (version3 ? 2 : 3),
                    "change the include or the version on the first line");
        }
        if (!include.file().equals(wanted)) {
            throw new Fault(
                    include.at(),
                    "expected \"" + wanted + "\", found \"" + include.file() + "\": other files are not included",
                    "copy the definitions that you need into this file");
        }
        if (version3) {
            gates.include(GateLibrary.STDGATES);
        } else {
            gates.include(GateLibrary.QELIB1_FIRST);
            gates.include(GateLibrary.QELIB1_LATER);
        }
    }

    private void gate(Statement.GateDefinition definition) {
        String name = definition.name();
        outermost(definition.at(), "the definition of a gate");
        if (gates.protects(name)) {
            throw new Fault(definition.at(), "the gate '" + name + "' is already defined", "choose another name");
        }
        if (scope.find(name) != null) {
            throw new Fault(definition.at(), "the name '" + name + "' is already used", "choose another name");
        }
        if (gates.declares(name)) {
            problems.warn(
                    "own " + name,
                    definition.at(),
                    "this definition replaces the gate '" + name + "' of Qiskit's newer qelib1.inc",
                    "");
        }
        GateDefinition gate = new GateCompiler(gates::find, scope::findGlobal, problems, true).compile(definition);
        if (gate == null) {
            gates.defineBroken(name);
        } else {
            gates.define(KnownGate.recognise(gate));
        }
    }

    private void assignment(Statement.Assignment assignment) {
        Symbol symbol = scope.find(assignment.name());
        if (symbol == null) {
            throw new Fault(assignment.at(), "the name '" + assignment.name() + "' is not defined");
        }
        if (symbol instanceof Symbol.Broken) {
            throw Fault.alreadyReported(assignment.at());
        }
        throw new Fault(
                assignment.at(),
                "classical computation while the circuit runs cannot be read: '" + assignment.name()
                        + "' is given a value again",
                "only measurements may change classical bits");
    }

    private int[] named(Statement statement) {
        String name = name(statement);
        boolean first = !scope.declaredHere(name);
        try {
            checkFree(statement, name);
            return declare(statement, name);
        } catch (Fault fault) {
            if (first) {
                scope.declare(name, new Symbol.Broken());
            }
            throw fault;
        }
    }

    /** Registers, values and gates share one name space. */
    private void checkFree(Statement statement, String name) {
        if (scope.declaredHere(name)) {
            throw new Fault(statement.at(), "the name '" + name + "' is already used", "choose another name");
        }
        if (gates.declares(name)) {
            throw new Fault(
                    statement.at(),
                    "the name '" + name + "' is already used by a gate",
                    statement instanceof Statement.Input
                            ? "call it " + name + "_0: the input group still is '" + name + "'"
                            : "choose another name");
        }
    }

    private static String name(Statement statement) {
        if (statement instanceof Statement.Qubits qubits) {
            return qubits.name();
        } else if (statement instanceof Statement.Bits bits) {
            return bits.name();
        } else if (statement instanceof Statement.Constant constant) {
            return constant.name();
        } else if (statement instanceof Statement.Input input) {
            return input.name();
        }
        return ((Statement.Alias) statement).name();
    }

    private int[] declare(Statement statement, String name) {
        if (statement instanceof Statement.Qubits qubits) {
            outermost(qubits.at(), "a quantum register");
            registers.addQubits(name, size(qubits.size()), qubits.at());
        } else if (statement instanceof Statement.Bits bits) {
            return bits(bits);
        } else if (statement instanceof Statement.Constant constant) {
            constant(constant);
        } else if (statement instanceof Statement.Input input) {
            outermost(input.at(), "an input");
            inputs.add(name);
            scope.declare(name, new Symbol.Constant(new Value.Number(new Angle.Input(name)), 64));
        } else {
            alias((Statement.Alias) statement);
        }
        return NO_BITS;
    }

    private long size(Expression size) {
        return size == null ? 1 : Evaluator.whole(size, scope, "the size of a register");
    }

    private int[] bits(Statement.Bits bits) {
        outermost(bits.at(), "a classical register");
        if (bits.initial() != null) {
            Value value = Evaluator.value(bits.initial(), scope);
            boolean zero = value instanceof Value.BitText text
                    ? text.bits().indexOf('1') < 0
                    : !Arithmetic.truth(value, bits.initial().at());
            if (!zero) {
                throw new Fault(bits.initial().at(), "classical bits begin as 0; another value cannot be read here");
            }
        }
        return registers.addBits(bits.name(), size(bits.size()), bits.at());
    }

    /** Variables are read as the constants that they are when nothing assigns to them. */
    private void constant(Statement.Constant constant) {
        if (constant.value() == null) {
            scope.declare(constant.name(), new Symbol.Unset());
            return;
        }
        if (syntax.reassigned().containsKey(constant.name())) {
            throw new Fault(
                    constant.at(),
                    "classical variable '" + constant.name() + "' is given another value later",
                    "only values that stay the same can be read");
        }
        int width = Evaluator.width(constant.width(), scope);
        Value value = Evaluator.value(constant.value(), scope);
        scope.declare(
                constant.name(),
                new Symbol.Constant(
                        Arithmetic.cast(
                                constant.type(), width, value, constant.value().at()),
                        width));
    }

    private void alias(Statement.Alias alias) {
        boolean quantum = scope.find(alias.parts().get(0).name()) instanceof Symbol.Qubits;
        int[] elements = {};
        for (var part : alias.parts()) {
            int[] more = quantum ? operands.qubits(part) : operands.bits(part);
            int from = elements.length;
            if (from + more.length > Registers.MOST) {
                throw new Fault(part.at(), "an alias of more than " + Registers.MOST + " elements");
            }
            elements = Arrays.copyOf(elements, from + more.length);
            System.arraycopy(more, 0, elements, from, more.length);
        }
        if (Arrays.stream(elements).distinct().count() < elements.length) {
            throw new Fault(alias.at(), "one element stands twice in the alias '" + alias.name() + "'");
        }
        scope.declare(alias.name(), quantum ? new Symbol.Qubits(elements) : new Symbol.Bits(elements));
    }

    private void outermost(int at, String what) {
        if (scope.insideBlock()) {
            throw new Fault(at, what + " must be declared outside of loops and conditions");
        }
    }
}
