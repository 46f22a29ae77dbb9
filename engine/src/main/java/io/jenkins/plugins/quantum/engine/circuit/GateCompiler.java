package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.GateDefinition.Part;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import io.jenkins.plugins.quantum.engine.circuit.Statement.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the definition of a gate into a form that is quick to expand, and checks it once for all uses. */
final class GateCompiler {
    private static final int DEEPEST = 200;

    /** Finds gates by name; throws where there is none. */
    @FunctionalInterface
    interface Gates {
        GateDefinition find(String name, int at);
    }

    private final Gates gates;
    private final Names outside;
    private final Problems problems;
    private final boolean ofProgram;

    GateCompiler(Gates gates, Names outside, Problems problems, boolean ofProgram) {
        this.gates = gates;
        this.outside = outside;
        this.problems = problems;
        this.ofProgram = ofProgram;
    }

    /** The compiled gate, or null after reporting what is wrong. */
    GateDefinition compile(Statement.GateDefinition definition) {
        if (definition.body() == null) {
            return new GateDefinition.Opaque(
                    definition.name(),
                    definition.angles().size(),
                    definition.qubits().size());
        }
        Map<String, Integer> positions = new HashMap<>();
        definition.qubits().forEach(qubit -> positions.put(qubit, positions.size()));
        var scope = Names.parameters(
                definition.angles(),
                definition.angles().stream().<Angle>map(Angle.Input::new).toList(),
                outside);
        var parts = new ArrayList<Part>(definition.body().size());
        int depth = 0;
        boolean sound = true;
        boolean holdsU = false;
        for (Statement statement : definition.body()) {
            try {
                Part part = part(statement, definition, positions, scope);
                if (part != null) {
                    parts.add(part);
                }
                if (part instanceof Part.Application application) {
                    depth = Math.max(depth, application.gate().depth());
                    holdsU |= application.gate().phaseDisputed();
                }
            } catch (Fault fault) {
                problems.add(fault);
                sound = false;
            }
        }
        if (depth >= DEEPEST) {
            problems.error(definition.at(), "gates defined by gates more than " + DEEPEST + " deep", "");
            sound = false;
        }
        return sound
                ? new GateDefinition.Composite(
                        definition.name(), definition.angles(), positions.size(), parts, depth + 1, ofProgram, holdsU)
                : null;
    }

    private Part part(
            Statement statement, Statement.GateDefinition definition, Map<String, Integer> positions, Names scope) {
        if (statement instanceof Statement.Barrier barrier) {
            return new Part.Line(
                    barrier.operands().isEmpty()
                            ? positions.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sorted()
                                    .toArray()
                            : positions(barrier.operands(), positions, definition));
        }
        if (statement instanceof Statement.Delay delay) {
            positions(delay.operands(), positions, definition);
            return null;
        }
        if (!(statement instanceof Statement.Call call)) {
            throw new Fault(statement.at(), "only gates and barriers may stand inside the definition of a gate");
        }
        GateDefinition gate = gates.find(call.gate(), call.at());
        int controls = 0;
        for (Modifier modifier : call.modifiers()) {
            controls += GateExpander.controls(modifier, scope);
        }
        GateExpander.checkAngles(gate, call);
        int[] qubits = positions(call.qubits(), positions, definition);
        GateExpander.checkQubits(gate, controls, qubits, call.at());
        call.angles().forEach(angle -> checkNames(angle, scope));
        GateExpander.warnOfPhase(gate, controls, call.at(), problems);
        return new Part.Application(gate, call.modifiers(), call.angles(), qubits, call.at());
    }

    private static int[] positions(
            List<Operand> operands, Map<String, Integer> positions, Statement.GateDefinition definition) {
        int[] found = new int[operands.size()];
        for (int i = 0; i < found.length; i++) {
            Operand operand = operands.get(i);
            Integer position = positions.get(operand.name());
            if (position == null) {
                throw new Fault(
                        operand.at(),
                        "'" + operand.name() + "' is not a qubit of the gate '" + definition.name() + "'");
            }
            if (!operand.whole()) {
                throw new Fault(operand.at(), "'" + operand.name() + "' is one qubit and takes no index");
            }
            found[i] = position;
        }
        return found;
    }

    /** Names must exist where the gate is defined, not only where it is used. */
    private static void checkNames(Expression expression, Names scope) {
        if (expression instanceof Expression.Reference reference) {
            Evaluator.value(reference, scope);
        } else if (expression instanceof Expression.Unary unary) {
            checkNames(unary.operand(), scope);
        } else if (expression instanceof Expression.Binary binary) {
            checkNames(binary.left(), scope);
            checkNames(binary.right(), scope);
        } else if (expression instanceof Expression.Cast cast) {
            checkNames(cast.operand(), scope);
        } else if (expression instanceof Expression.Call call
                && !call.function().equals("sizeof")) {
            call.arguments().forEach(argument -> checkNames(argument, scope));
        }
    }
}
