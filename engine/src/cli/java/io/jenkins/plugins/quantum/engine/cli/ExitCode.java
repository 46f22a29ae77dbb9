package io.jenkins.plugins.quantum.engine.cli;

/** What the process answers with. Codes 0, 1, 3 and 5 come from the verdicts: {@code RunResult.exitCode}. */
final class ExitCode {
    static final int OK = 0;
    static final int BAD_INPUT = 2;
    static final int REFUSED = 4;
    /** A fault of this program, which is neither a verdict nor the user's doing: {@code EX_SOFTWARE} of sysexits. */
    static final int FAULT = 70;
    /** As shells report a program ended by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
