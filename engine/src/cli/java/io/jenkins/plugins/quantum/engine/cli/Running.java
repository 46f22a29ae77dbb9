package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Runs something that Ctrl-C must end in order: jobs cancelled, journal whole. */
final class Running {
    /** Services answer slowly to who cancels; simulators here end at once. */
    private static final long SECONDS_TO_END = 100;

    private Running() {}

    /** Work that hears of progress and asks whether it shall stop. */
    interface Work {
        RunResult run(Console console, BooleanSupplier cancelled) throws InterruptedException;
    }

    static RunResult with(Surroundings surroundings, Work work) throws InterruptedException {
        var cancelled = new AtomicBoolean();
        var ended = new CountDownLatch(1);
        var hook = new Thread(
                () -> {
                    cancelled.set(true);
                    try {
                        if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                            surroundings.err().println("The run did not end in time; 'qmlops resume' goes on from it.");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "qmlops-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
        var console = new Console(surroundings);
        try {
            return work.run(console, cancelled::get);
        } finally {
            console.clearLine();
            ended.countDown();
            if (!cancelled.get()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }
}
