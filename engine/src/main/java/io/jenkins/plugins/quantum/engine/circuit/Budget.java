package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.io.Serial;

/** How much one program may grow to: a small text can describe an endless circuit. */
final class Budget {
    /** Instructions, gate calls, loop passes and operands of barriers. */
    private static final long MOST_STEPS = 2_000_000;
    /** Nodes of all expressions over inputs. */
    private static final long MOST_SYMBOLS = 2_000_000;

    private static final int LARGEST_ANGLE = 10_000;
    private static final int DEEPEST_ANGLE = 1_200;

    private long steps;
    private long symbols;
    private int at;

    /** Where the text that now is expanded stands; errors point there. */
    void at(int offset) {
        at = offset;
    }

    int at() {
        return at;
    }

    void steps(long count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new OverBudget(
                    at, "the circuit expands to more than " + MOST_STEPS + " steps", "shorten its loops and gates");
        }
    }

    /** Refuses an angle whose expression is too large to compute again and again. */
    void angle(Angle angle) {
        if (!(angle instanceof Angle.Operation)) {
            return;
        }
        int size = Angles.size(angle, LARGEST_ANGLE, DEEPEST_ANGLE);
        symbols += size;
        if (size > LARGEST_ANGLE || symbols > MOST_SYMBOLS) {
            throw new OverBudget(
                    at, "the expressions over the circuit's inputs grow too large here", "shorten the expression");
        }
    }

    /** An error after which nothing can go on. */
    static final class OverBudget extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Fault fault;

        private OverBudget(int at, String message, String advice) {
            super(message, null, false, false);
            fault = new Fault(at, message, advice);
        }

        Fault fault() {
            return fault;
        }
    }
}
