package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Progress on stderr: one live line on a terminal, a plain line now and then elsewhere. */
final class Console implements RunListener {
    private static final Duration PLAIN_PAUSE = Duration.ofSeconds(5);

    /** A live line that wraps would be printed again and again. */
    private static final int WIDEST = 100;

    private final PrintStream err;
    private final boolean terminal;
    private final Clock clock;
    private Instant lastPlain;
    private boolean liveLine;

    Console(Surroundings surroundings) {
        this.err = surroundings.err();
        this.terminal = surroundings.terminal();
        this.clock = surroundings.clock();
        this.lastPlain = clock.instant();
    }

    @Override
    public void planned(Plan plan) {
        plan.allWarnings().forEach(this::note);
        int gates = plan.tests().stream().mapToInt(test -> test.gates().size()).sum();
        note(String.format(
                Locale.ROOT,
                "%s: profile %s, %d test%s, %d gate%s, at most %s of %s",
                plan.suite().file(),
                plan.profile().name(),
                plan.tests().size(),
                plan.tests().size() == 1 ? "" : "s",
                gates,
                gates == 1 ? "" : "s",
                plan.worstCost(),
                plan.budget()));
    }

    @Override
    public void progress(RunProgress progress) {
        String line = progress.line();
        if (line.isEmpty()) {
            return;
        }
        if (terminal) {
            err.print("\r\033[K" + (line.length() < WIDEST ? line : line.substring(0, WIDEST - 1) + "…"));
            err.flush();
            liveLine = true;
        } else if (Duration.between(lastPlain, clock.instant()).compareTo(PLAIN_PAUSE) >= 0) {
            lastPlain = clock.instant();
            err.println(line);
        }
    }

    @Override
    public void note(String message) {
        clearLine();
        err.println(message);
    }

    /** Ends the live line, so that what follows starts on a line of its own. */
    void clearLine() {
        if (liveLine) {
            err.print("\r\033[K");
            liveLine = false;
        }
    }
}
