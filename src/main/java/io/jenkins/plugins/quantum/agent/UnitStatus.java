package io.jenkins.plugins.quantum.agent;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import java.io.Serializable;
import java.util.List;

/**
 * Where a unit stands.
 *
 * @param state
 *     its state
 * @param exitCode
 *     when {@link State#FINISHED} or {@link State#REFUSED}: as the command line answers
 * @param message
 *     when {@link State#REFUSED} or {@link State#BROKEN}: for the user
 * @param progress
 *     one line on the work that goes on
 * @param lines
 *     what was said since the line that was asked for
 * @param nextLine
 *     number of the next line
 * @param launches
 *     processes that wait to be started by the step's launcher
 * @param live
 *     where the run stands, kept when it has ended; null before the engine has said so
 * @param prepared
 *     whether what is to be run at services waits for the controller to take it
 */
public record UnitStatus(
        State state,
        int exitCode,
        String message,
        String progress,
        List<String> lines,
        int nextLine,
        List<LaunchRequest> launches,
        @CheckForNull RunProgress live,
        boolean prepared)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** States of a unit. */
    public enum State {
        /** Nobody runs it, and it has not ended: it is new, or its process is gone. */
        ABSENT,
        RUNNING,
        /** There is a result. */
        FINISHED,
        /** Input, output or budget are wrong; nothing was submitted. */
        REFUSED,
        CANCELLED,
        /** A fault of the engine. */
        BROKEN
    }

    static UnitStatus absent() {
        return new UnitStatus(State.ABSENT, 0, "", "", List.of(), 0, List.of(), null, false);
    }
}
