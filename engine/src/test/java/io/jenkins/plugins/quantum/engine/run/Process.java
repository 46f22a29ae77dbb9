package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A process of qmlops that runs jobs in simulated time, over a folder that outlives it. */
final class Process {
    private final Path folder;
    private final SimulatedTime time;
    private final Dispatcher dispatcher;
    private final List<String> notes = new ArrayList<>();
    private BooleanSupplier cancelled = () -> false;
    private Duration deadline = Duration.ofDays(30);
    private Optional<Duration> runDeadline = Optional.empty();
    private Clock journalClock;
    private List<RunResult.OpenBill> open = List.of();
    private String spent = "";

    Process(Path folder, SimulatedTime time, long seed) {
        this.folder = folder;
        this.time = time;
        this.journalClock = time;
        int[] number = new int[1];
        dispatcher = Dispatcher.inTurns(time, time, () -> "token-" + seed + "-" + number[0]++, seed);
    }

    Process cancelledWhen(BooleanSupplier when) {
        cancelled = when;
        return this;
    }

    Process deadline(Duration after) {
        deadline = after;
        return this;
    }

    Process runDeadline(Duration after) {
        runDeadline = Optional.of(after);
        return this;
    }

    /** The clock that the journal asks before each line: it may throw. */
    Process journalClock(Clock clock) {
        journalClock = clock;
        return this;
    }

    Map<String, JobRunner.Answer> run(Job... jobs) throws InterruptedException {
        try (RunFolder run = RunFolder.open(folder);
                Journal journal = Journal.open(run.file(RunFolder.JOURNAL))) {
            var prices = new Prices(PriceBook.bundled());
            var listener = new RunListener() {
                @Override
                public void note(String message) {
                    notes.add(message);
                }
            };
            try (var runner = new JobRunner(
                    dispatcher,
                    run,
                    new RunLog(run, journal, prices, journalClock),
                    prices,
                    listener,
                    cancelled,
                    time,
                    time.instant().plus(deadline),
                    runDeadline)) {
                var answers = runner.run(List.of(jobs));
                runner.bill();
                open = runner.bills().open();
                spent = Bills.text(runner.bills().amounts(), runner.bills().unpriced());
                return answers;
            }
        }
    }

    List<String> notes() {
        return notes;
    }

    List<RunResult.OpenBill> open() {
        return open;
    }

    String spent() {
        return spent;
    }

    static List<Journal.Entry> journal(Path folder) {
        return Journal.read(folder.resolve(RunFolder.JOURNAL));
    }
}
