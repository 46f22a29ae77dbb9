package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.run.dispatch.Ending;

/**
 * What became of a job that an earlier run had left open.
 *
 * @param backend
 *     its name
 * @param device
 *     as the price book names it
 * @param ending
 *     its end, or why it is not known
 * @param worst
 *     the most that it may bill
 */
public record EndedJob(String backend, String device, Ending ending, String worst) {
    /** Whether it is sure that it does not run any more. */
    public boolean over() {
        return switch (ending.how()) {
            case DONE, FAILED, CANCELLED, FINISHED, UNREADABLE -> true;
            case LOST, UNKNOWN, OPEN -> false;
        };
    }

    /** The same as a sentence. */
    public String words() {
        return Leavings.words(backend, ending, worst.isEmpty() ? "an amount that the journal does not say" : worst);
    }
}
