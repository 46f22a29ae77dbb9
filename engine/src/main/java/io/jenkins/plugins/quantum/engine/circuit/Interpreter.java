package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Expression.Selector;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Walks through a program that was parsed and builds its circuit: every register, loop and gate written out. */
final class Interpreter {
    private final Syntax syntax;
    private final Problems problems;
    private final Scope scope = new Scope();
    private final Declarations declarations;
    private final Operands operands = new Operands(scope);
    private final ConditionReader conditions;
    private final GateCalls calls;
    private final Registers registers;
    private final Budget budget = new Budget();

    private Interpreter(Syntax syntax, Problems problems) {
        this.syntax = syntax;
        this.problems = problems;
        boolean version3 = syntax.version() == 3;
        var gates = new GateTable(version3, problems);
        this.registers = new Registers(scope);
        this.declarations = new Declarations(syntax, scope, operands, registers, gates, problems);
        this.conditions = new ConditionReader(version3, scope, operands, problems);
        this.calls = new GateCalls(version3, scope, operands, gates, problems);
    }

    /** The circuit; errors in the meaning of the program are thrown together. */
    static Circuit run(Syntax syntax, Problems problems) {
        return new Interpreter(syntax, problems).run();
    }

    private Circuit run() {
        var out = new Block(budget);
        try {
            registers.addPhysical(syntax.physical(), 0);
            run(syntax.statements(), out);
            if (registers.qubits() == 0 && !problems.any()) {
                problems.error(0, "expected at least one qubit, found none", "declare a quantum register");
            }
        } catch (Budget.OverBudget over) {
            problems.add(over.fault());
        } catch (Fault fault) {
            problems.add(fault);
        }
        problems.throwIfAny();
        return new Circuit(registers.qubitRegisters(), registers.bitRegisters(), declarations.inputs(), out.steps());
    }

    private void run(List<Statement> statements, Block out) {
        for (Statement statement : statements) {
            try {
                budget.at(statement.at());
                run(statement, out);
            } catch (Fault fault) {
                problems.add(fault);
            }
        }
    }

    private void run(Statement statement, Block out) {
        if (statement instanceof Statement.Call call) {
            calls.apply(call, out);
        } else if (statement instanceof Statement.Measure measure) {
            measure(measure, out);
        } else if (statement instanceof Statement.If condition) {
            condition(condition, out);
        } else if (statement instanceof Statement.For loop) {
            loop(loop, out);
        } else if (statement instanceof Statement.Block block) {
            block(block.body(), out);
        } else if (statement instanceof Statement.Reset reset) {
            for (int qubit : operands.qubits(reset.target())) {
                out.add(new Instruction.Reset(qubit));
            }
        } else if (statement instanceof Statement.Barrier barrier) {
            barrier(barrier, out);
        } else if (statement instanceof Statement.Delay delay) {
            delay.operands().forEach(operands::qubits);
        } else if (statement instanceof Statement.Pragma pragma) {
            pragma(pragma, out);
        } else {
            int[] measured = declarations.declare(statement);
            if (statement instanceof Statement.Bits bits && bits.measured() != null) {
                measure(operands.qubits(bits.measured()), measured, bits.at(), out);
            }
        }
    }

    private void measure(Statement.Measure measure, Block out) {
        int[] qubits = operands.qubits(measure.source());
        if (measure.target() == null) {
            throw new Fault(
                    measure.at(), "the result of this measurement goes nowhere", "write c = measure q; or drop it");
        }
        measure(qubits, operands.bits(measure.target()), measure.at(), out);
    }

    private static void measure(int[] qubits, int[] bits, int at, Block out) {
        if (qubits.length != bits.length) {
            throw new Fault(
                    at,
                    "expected as many classical bits as qubits in a measurement, found " + qubits.length
                            + " qubit(s) and " + bits.length + " bit(s)");
        }
        for (int i = 0; i < qubits.length; i++) {
            out.add(new Instruction.Measure(qubits[i], bits[i]));
        }
    }

    private void barrier(Statement.Barrier barrier, Block out) {
        if (barrier.operands().isEmpty()) {
            int[] all = new int[registers.qubits()];
            Arrays.setAll(all, i -> i);
            if (all.length > 0) {
                out.barrier(all);
            }
            return;
        }
        var qubits = new BitSet();
        for (Operand operand : barrier.operands()) {
            for (int qubit : operands.qubits(operand)) {
                qubits.set(qubit);
            }
            budget.steps(1);
        }
        out.barrier(qubits.stream().toArray());
    }

    private void pragma(Statement.Pragma pragma, Block out) {
        if (pragma.text().contains("braket unitary")) {
            throw new Fault(
                    pragma.at(),
                    "a Braket pragma with a matrix is a gate that cannot be read here",
                    "write the gate by its name or its decomposition");
        }
        problems.warn("pragma", pragma.at(), "pragmas are kept, but only the named tool acts upon them", "");
        budget.steps(registers.qubits());
        out.add(new Instruction.Pragma(pragma.text()));
    }

    private void condition(Statement.If condition, Block out) {
        BitTest test = conditions.read(condition.condition());
        Block then = out.fresh();
        Block otherwise = out.fresh();
        block(condition.then(), then);
        block(condition.otherwise(), otherwise);
        budget.at(condition.at());
        new Branches(budget, registers.registerOfBit()).add(test, then, otherwise, out);
    }

    private void loop(Statement.For loop, Block out) {
        if (loop.range() instanceof Selector.Several several) {
            for (Expression value : several.indices()) {
                budget.at(loop.at());
                budget.steps(1);
                pass(loop, Evaluator.value(value, scope), out);
            }
            return;
        }
        var range = (Selector.Range) loop.range();
        if (range.first() == null || range.last() == null) {
            throw new Fault(range.at(), "expected both ends of a range to loop over");
        }
        long first = Evaluator.whole(range.first(), scope, "the start of a loop");
        long last = Evaluator.whole(range.last(), scope, "the end of a loop");
        long step = range.step() == null ? 1 : Evaluator.whole(range.step(), scope, "the step of a loop");
        if (step == 0) {
            throw new Fault(range.at(), "the step of a range is 0");
        }
        if (step > 0 ? first > last : first < last) {
            return;
        }
        long passes = Long.divideUnsigned(step > 0 ? last - first : first - last, Math.abs(step)) + 1;
        budget.at(loop.at());
        budget.steps(passes < 0 ? Long.MAX_VALUE / 2 : passes);
        for (long i = 0; i < passes; i++) {
            pass(loop, new Value.Whole(first + i * step), out);
        }
    }

    private void pass(Statement.For loop, Value value, Block out) {
        scope.open();
        scope.declare(loop.variable(), new Symbol.Constant(value, 64));
        run(loop.body(), out);
        scope.close();
    }

    private void block(List<Statement> body, Block out) {
        scope.open();
        run(body, out);
        scope.close();
    }
}
