package io.jenkins.plugins.quantum.engine.testkit;

import java.time.Duration;
import java.util.function.IntFunction;

/** Runs a fake service in a process of its own. */
public final class FakeMain {
    private FakeMain() {}

    /**
     * Starts it, prints its address as the first line, and leaves it running until the process ends.
     *
     * @param args
     *     all optional: port, milliseconds in the queue, milliseconds of running, milliseconds before a job is listed
     * @param service
     *     makes the service on a port
     */
    public static void serve(String[] args, IntFunction<FakeService> service) {
        FakeService started = service.apply((int) number(args, 0));
        started.jobs()
                .taking(Duration.ofMillis(number(args, 1)), Duration.ofMillis(number(args, 2)))
                .lagging(Duration.ofMillis(number(args, 3)));
        System.out.println(started.uri());
    }

    private static long number(String[] args, int index) {
        return index < args.length ? Long.parseLong(args[index]) : 0;
    }
}
