package io.jenkins.plugins.quantum.engine.cli;

/** What the process answers with. Codes 0, 1, 3 and 5 come from the verdicts: {@code RunResult.exitCode}. */
final class ExitCode {
    static final int OK = 0;
    static final int BAD_INPUT = 2;
    /** A fault of this program is no verdict: neither a pass nor a failed gate. */
    static final int NO_DATA = 3;

    static final int REFUSED = 4;
    /** As shells report a program ended by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
