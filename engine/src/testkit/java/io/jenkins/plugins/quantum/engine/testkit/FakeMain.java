package io.jenkins.plugins.quantum.engine.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/** Runs a fake service in a process of its own until that is ended; its address is the first line that it prints. */
public final class FakeMain {
    private FakeMain() {}

    /**
     * Runs it.
     *
     * @param arguments
     *     port (0 for a free one), then the milliseconds that a job waits, runs, and is missing from lists; all may be left out
     * @param opener
     *     starts the service on a port
     */
    public static void run(String[] arguments, IntFunction<FakeService> opener) throws InterruptedException {
        var numbers = new int[4];
        for (int i = 0; i < Math.min(numbers.length, arguments.length); i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        try (FakeService service = opener.apply(numbers[0])) {
            service.jobs()
                    .taking(Duration.ofMillis(numbers[1]), Duration.ofMillis(numbers[2]))
                    .lagging(Duration.ofMillis(numbers[3]));
            System.out.println(service.uri());
            new CountDownLatch(1).await();
        }
    }
}
