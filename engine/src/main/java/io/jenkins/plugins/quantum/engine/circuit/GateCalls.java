package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import io.jenkins.plugins.quantum.engine.circuit.Statement.Modifier;
import java.util.List;

/** Applies the gates that a program calls, once for each element where it names whole registers. */
final class GateCalls {
    private final boolean version3;
    private final Scope scope;
    private final Operands operands;
    private final GateTable gates;
    private final Problems problems;
    private final GateExpander expander;

    GateCalls(boolean version3, Scope scope, Operands operands, GateTable gates, Problems problems) {
        this.version3 = version3;
        this.scope = scope;
        this.operands = operands;
        this.gates = gates;
        this.problems = problems;
        this.expander = new GateExpander(scope::findGlobal);
    }

    void apply(Statement.Call call, Block out) {
        Symbol symbol = scope.find(call.gate());
        if (symbol instanceof Symbol.Broken) {
            throw Fault.alreadyReported(call.at());
        }
        if (symbol != null) {
            throw new Fault(call.at(), "expected a gate, found '" + call.gate() + "', which is not one");
        }
        GateDefinition gate = gates.find(call.gate(), call.at());
        GateExpander.checkAngles(gate, call);
        List<Angle> angles = Evaluator.angles(call.angles(), scope);
        if (gate instanceof GateDefinition.Phase && call.modifiers().isEmpty() && !version3) {
            // PennyLane writes operands, which a global phase does not have
            call.qubits().forEach(operands::qubits);
            return;
        }
        int controls = 0;
        for (Modifier modifier : call.modifiers()) {
            controls += GateExpander.controls(modifier, scope);
        }
        GateExpander.warnOfPhase(gate, controls, call.at(), problems);
        int[] singles = singles(call.qubits());
        try {
            if (singles != null) {
                GateExpander.checkQubits(gate, controls, singles, call.at());
                expander.apply(gate, call.modifiers(), scope, angles, singles, out);
            } else {
                broadcast(gate, call, angles, controls, out);
            }
        } catch (Fault fault) {
            throw ofLibrary(gate) ? fault.movedTo(call.at()) : fault;
        }
    }

    /** Inside a gate of the library an offset means nothing to the user. */
    private static boolean ofLibrary(GateDefinition gate) {
        return gate instanceof GateDefinition.Composite composite && !composite.ofProgram();
    }

    /** One qubit for each operand, or null where an operand may mean more. */
    private int[] singles(List<Operand> list) {
        int[] singles = new int[list.size()];
        for (int i = 0; i < singles.length; i++) {
            singles[i] = operands.single(list.get(i));
            if (singles[i] < 0) {
                return null;
            }
        }
        return singles;
    }

    private void broadcast(GateDefinition gate, Statement.Call call, List<Angle> angles, int controls, Block out) {
        int[][] elements = new int[call.qubits().size()][];
        int length = 1;
        for (int i = 0; i < elements.length; i++) {
            Operand operand = call.qubits().get(i);
            elements[i] = operands.qubits(operand);
            int size = elements[i].length;
            if (size > 1 && length > 1 && size != length) {
                throw new Fault(
                        operand.at(),
                        "registers of different sizes in one gate: expected " + length + " qubits, found " + size);
            }
            length = Math.max(length, size);
        }
        for (int k = 0; k < length; k++) {
            int[] qubits = new int[elements.length];
            for (int i = 0; i < qubits.length; i++) {
                qubits[i] = elements[i][elements[i].length == 1 ? 0 : k];
            }
            GateExpander.checkQubits(gate, controls, qubits, call.at());
            expander.apply(gate, call.modifiers(), scope, angles, qubits, out);
        }
    }
}
