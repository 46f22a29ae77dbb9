package io.jenkins.plugins.quantum.engine.gate;

/** Commands that findings advise. {@code RUN} stands for the folder of the run's results. */
public final class NextStep {
    private NextStep() {}

    /** Shows the whole of a verdict. */
    public static String explain(GateContext context) {
        return "qmlops explain RUN " + context.test();
    }

    /** Shows what changed since another revision. */
    public static String compare(GateContext context) {
        return "qmlops compare main --test " + context.test();
    }

    /** Takes further looks. */
    public static String resume(int rounds) {
        return "qmlops resume RUN --rounds " + rounds;
    }
}
