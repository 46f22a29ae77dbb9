package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Instruction.Condition;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@link BitTest} as conditions that compare one run of bits each, nested where one is not enough. */
final class Branches {
    private static final int DEEPEST = 200;
    private static final int LONGEST_RUN = 63;

    private final Budget budget;
    private final int[] registerOfBit;

    /** Runs do not cross the border of two registers. */
    Branches(Budget budget, int[] registerOfBit) {
        this.budget = budget;
        this.registerOfBit = registerOfBit;
    }

    /** Steps with their number, everything inside counted, and how deeply they are nested. */
    record Steps(List<Instruction> list, long size, int depth) {
        static Steps of(Block block) {
            long size = 0;
            int depth = 0;
            for (Instruction step : block.steps()) {
                size += sizeOf(step);
                depth = Math.max(depth, depthOf(step));
            }
            return new Steps(block.steps(), size, depth);
        }

        private static long sizeOf(Instruction step) {
            if (!(step instanceof Instruction.Conditional conditional)) {
                return 1;
            }
            long size = 1;
            for (Instruction inner : conditional.then()) {
                size += sizeOf(inner);
            }
            for (Instruction inner : conditional.otherwise()) {
                size += sizeOf(inner);
            }
            return size;
        }

        private static int depthOf(Instruction step) {
            if (!(step instanceof Instruction.Conditional conditional)) {
                return 0;
            }
            int depth = 0;
            for (Instruction inner : conditional.then()) {
                depth = Math.max(depth, depthOf(inner));
            }
            for (Instruction inner : conditional.otherwise()) {
                depth = Math.max(depth, depthOf(inner));
            }
            return depth + 1;
        }
    }

    /** Adds {@code if (test) then else otherwise} to a block. */
    void add(BitTest test, Block then, Block otherwise, Block out) {
        Steps steps = branch(test, Steps.of(then), Steps.of(otherwise));
        steps.list.forEach(out::add);
    }

    private Steps branch(BitTest test, Steps then, Steps otherwise) {
        if (then.list.isEmpty() && otherwise.list.isEmpty()) {
            return then;
        }
        if (test instanceof BitTest.Known known) {
            return known.value() ? then : otherwise;
        }
        if (test instanceof BitTest.Not not) {
            return branch(not.test(), otherwise, then);
        }
        if (test instanceof BitTest.Both both) {
            return branch(both.first(), branch(both.second(), then, otherwise), otherwise);
        }
        if (test instanceof BitTest.Either either) {
            return branch(either.first(), then, branch(either.second(), then, otherwise));
        }
        var equal = (BitTest.Equal) test;
        List<Condition> runs = runs(equal.bits(), equal.values());
        Steps steps = then;
        for (int i = runs.size() - 1; i >= 0; i--) {
            steps = condition(runs.get(i), steps, otherwise);
        }
        return steps;
    }

    private Steps condition(Condition condition, Steps then, Steps otherwise) {
        int depth = 1 + Math.max(then.depth, otherwise.depth);
        if (depth > DEEPEST) {
            throw new Fault(budget.at(), "conditions nested more than " + DEEPEST + " deep");
        }
        long size = 1 + then.size + otherwise.size;
        budget.steps(size);
        return new Steps(List.of(new Instruction.Conditional(condition, then.list, otherwise.list)), size, depth);
    }

    private List<Condition> runs(int[] bits, boolean[] values) {
        var runs = new ArrayList<Condition>(1);
        int start = 0;
        for (int i = 1; i <= bits.length; i++) {
            boolean goesOn = i < bits.length
                    && bits[i] == bits[i - 1] + 1
                    && registerOfBit[bits[i]] == registerOfBit[bits[start]]
                    && i - start < LONGEST_RUN;
            if (!goesOn) {
                long value = 0;
                for (int bit = start; bit < i; bit++) {
                    value |= values[bit] ? 1L << bit - start : 0;
                }
                runs.add(new Condition(bits[start], i - start, value));
                start = i;
            }
        }
        return runs;
    }
}
