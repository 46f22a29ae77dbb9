package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Expression.Selector;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.List;

/** Finds the qubits and bits that operands mean. */
final class Operands {
    private final Scope scope;

    Operands(Scope scope) {
        this.scope = scope;
    }

    /** The one qubit that an operand means, or -1 where it may mean several. Needs no array. */
    int single(Operand operand) {
        if (operand.index() >= 0 && scope.find(operand.name()) instanceof Symbol.Qubits qubits) {
            return qubits.elements()[within(operand.index(), qubits.elements().length, operand.name(), operand.at())];
        }
        return -1;
    }

    int[] qubits(Operand operand) {
        Symbol symbol = scope.find(operand.name());
        if (symbol instanceof Symbol.Qubits qubits) {
            return elements(qubits.elements(), operand);
        }
        throw wrongKind(operand, symbol, "quantum register");
    }

    int[] bits(Operand operand) {
        Symbol symbol = scope.find(operand.name());
        if (symbol instanceof Symbol.Bits bits) {
            return elements(bits.elements(), operand);
        }
        throw wrongKind(operand, symbol, "classical register");
    }

    private static Fault wrongKind(Operand operand, Symbol symbol, String wanted) {
        if (symbol instanceof Symbol.Broken) {
            return Fault.alreadyReported(operand.at());
        }
        String name = "'" + operand.name() + "'";
        if (symbol == null) {
            return new Fault(operand.at(), "unknown " + wanted + " " + name, "declare it before its first use");
        }
        String found = symbol instanceof Symbol.Qubits
                ? "a quantum register"
                : symbol instanceof Symbol.Bits ? "a classical register" : "a value";
        return new Fault(operand.at(), "expected a " + wanted + ", found " + name + ", which is " + found);
    }

    private int[] elements(int[] all, Operand operand) {
        if (operand.whole()) {
            return all;
        }
        String name = operand.name();
        if (operand.index() >= 0) {
            return new int[] {all[within(operand.index(), all.length, name, operand.at())]};
        }
        Selector selector = operand.selector();
        if (selector instanceof Selector.One one) {
            return new int[] {all[index(one.index(), all.length, name)]};
        }
        if (selector instanceof Selector.Several several) {
            List<Expression> indices = several.indices();
            int[] chosen = new int[indices.size()];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = all[index(indices.get(i), all.length, name)];
            }
            return distinct(chosen, operand);
        }
        return range(all, (Selector.Range) selector, name);
    }

    private int[] range(int[] all, Selector.Range range, String name) {
        long step = range.step() == null ? 1 : Evaluator.whole(range.step(), scope, "the step of a range");
        if (step == 0) {
            throw new Fault(range.at(), "the step of a range is 0");
        }
        int first = range.first() == null ? step > 0 ? 0 : all.length - 1 : index(range.first(), all.length, name);
        int last = range.last() == null ? step > 0 ? all.length - 1 : 0 : index(range.last(), all.length, name);
        long count = Math.max(0, Math.floorDiv((long) last - first, step) + 1);
        if (step > all.length || step < -all.length) {
            count = Math.min(count, 1);
        }
        int[] chosen = new int[(int) Math.min(count, all.length)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = all[(int) (first + i * step)];
        }
        if (chosen.length == 0) {
            throw new Fault(range.at(), "this range of '" + name + "' is empty");
        }
        return chosen;
    }

    private int index(Expression index, int size, String name) {
        return within(Evaluator.whole(index, scope, "an index"), size, name, index.at());
    }

    private static int within(long index, int size, String name, int at) {
        long positive = index < 0 ? index + size : index;
        if (positive < 0 || positive >= size) {
            throw new Fault(
                    at,
                    "index " + index + " is outside of '" + name + "', which has " + size + " element"
                            + (size == 1 ? "" : "s"));
        }
        return (int) positive;
    }

    private static int[] distinct(int[] chosen, Operand operand) {
        if (chosen.length == 2 && chosen[0] == chosen[1] || GateExpander.repeats(chosen)) {
            throw new Fault(operand.at(), "one element of '" + operand.name() + "' stands twice in this set");
        }
        return chosen;
    }
}
