package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.run.dispatch.Past;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Decides when a test leaves its backend and where it goes. Only whole tests move, only before anything was measured, only to
 * backends that the suite lists and the budget covers. After the last of the list comes the first again, after a rest.
 */
final class Moves {
    /** A backend that was left is not tried again before this time. */
    static final Duration REST = Duration.ofMinutes(2);

    private final Plan plan;
    private final JobRunner runner;
    private final RunListener listener;
    private final SpendGuard guard;
    private final Prices prices;
    private final List<TestRun> tests = new ArrayList<>();
    private final Map<String, Instant> left = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Journal.Moved> moved = new HashMap<>();

    Moves(Plan plan, JobRunner runner, Prices prices, RunListener listener, SpendGuard guard) {
        this.guard = guard;
        this.plan = plan;
        this.runner = runner;
        this.prices = prices;
        this.listener = listener;
    }

    JobRunner runner() {
        return runner;
    }

    /** What was told about moves, for the report. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** Where a test ran that had several places, and why. */
    RunResult.Choice choice(TestRun test) {
        Journal.Moved last = moved.get(test.name());
        return new RunResult.Choice(
                test.name(),
                test.backend(),
                last == null
                        ? "it comes first in the list of those that can run it and decide it within the budget"
                        : "the test was moved there from " + last.from() + ": " + last.reason(),
                test.places().stream()
                        .map(Plan.Fallback::backend)
                        .filter(backend -> !backend.equals(test.backend()))
                        .toList());
    }

    /** A test begins. */
    void enter(TestRun test) {
        tests.add(test);
    }

    Money worst(List<Plan.PlannedTest> parts) {
        return new PlanCost(parts, prices).worst();
    }

    /** Until when a test waits in the queue of a backend: half of the time that is left, so that another one has the other half. */
    Instant patience(TestRun test) {
        Instant since = test.since();
        return plan.profile()
                .queueDeadline()
                .map(since::plus)
                .orElseGet(() ->
                        since.plus(Duration.between(since, runner.deadline()).dividedBy(2)));
    }

    /** Whether the suite limits the time in a queue. */
    boolean limited() {
        return plan.profile().queueDeadline().isPresent();
    }

    /** Whether a test that can go nowhere has waited long enough. */
    boolean givesUp(TestRun test, Instant now) {
        return limited() && !now.isBefore(patience(test));
    }

    /** Why a test should leave its backend; empty when it should stay. */
    String reason(TestRun test, Instant now) {
        String held = held(test);
        return !held.isEmpty() || now.isBefore(patience(test))
                ? held
                : "nothing of it had begun after " + minutes(test.since(), now);
    }

    /** Why its backend takes nothing; empty when it does. */
    private static String held(TestRun test) {
        for (Placed job : test.jobs()) {
            String held = job.order().ended() ? "" : job.order().held();
            if (!held.isEmpty()) {
                return held;
            }
        }
        return "";
    }

    private static String minutes(Instant from, Instant to) {
        long minutes = Math.max(1, Duration.between(from, to).toMinutes());
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }

    /** Where it goes: the next backend of the list that is free for it. */
    OptionalInt next(TestRun test, Instant now) {
        int places = test.places().size();
        boolean queued =
                !now.isBefore(patience(test)) && (limited() || held(test).isEmpty());
        for (int step = 1; step < places; step++) {
            int number = (test.placeNumber() + step) % places;
            Plan.Fallback place = test.places().get(number);
            Instant leftAt = left.get(key(test, place.backend()));
            // Who leaves a long queue does not go back to where it stood before; who was turned away may try again to
            // the end.
            boolean fresh = leftAt == null || !queued && !now.isBefore(leftAt.plus(REST));
            if (fresh && TestRun.firstJobs(place).stream().noneMatch(runner::ending) && affordable(test, place)) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    private static String key(TestRun test, String backend) {
        return test.name() + "\n" + backend;
    }

    private boolean affordable(TestRun test, Plan.Fallback place) {
        List<Money> amounts = new ArrayList<>(runner.mayCost());
        amounts.add(place.worst());
        tests.stream()
                .filter(other -> other != test)
                .forEach(other -> amounts.add(other.current().worst()));
        Money budget = plan.limit();
        Money sum = new Money(BigDecimal.ZERO, budget.currency());
        for (Money amount : amounts) {
            if (amount.amount().signum() > 0) {
                if (!amount.currency().equals(budget.currency())) {
                    return false;
                }
                sum = sum.plus(amount);
            }
        }
        return sum.compareTo(budget) <= 0 && guard.reserve(List.of(sum)).isEmpty();
    }

    /** A test leaves: written before anything is cancelled, so that a run that goes on later knows where it is. */
    void tell(TestRun test, String from, String to, String reason) {
        left.put(key(test, from), runner.now());
        var line = new Journal.Moved(test.name(), from, to, reason, runner.log().at());
        runner.log().add(line);
        moved.put(test.name(), line);
        String words = "Test " + test.name() + " moved from " + from + " to " + to + " before anything was measured: "
                + reason + ".";
        told.add(words);
        listener.note(words);
    }

    /** Puts tests where an earlier process had them, and ends what it left behind elsewhere. */
    void goOnFrom(List<Journal.Entry> earlier) {
        for (Journal.Entry entry : earlier) {
            if (entry instanceof Journal.Moved line) {
                moved.put(line.test(), line);
                left.put(line.test() + "\n" + line.from(), runner.now());
            }
        }
        for (TestRun test : tests) {
            Journal.Moved last = moved.get(test.name());
            if (last != null && test.places().size() > 1) {
                test.resumeOn(last.to());
                told.add("Test " + test.name() + " goes on on " + last.to() + ", where it was moved to: "
                        + last.reason() + ".");
                test.places().stream().filter(place -> place != test.current()).forEach(this::endWhatIsLeft);
            }
        }
    }

    private void endWhatIsLeft(Plan.Fallback place) {
        for (Job job : TestRun.firstJobs(place)) {
            boolean open = Parts.of(job).stream()
                    .map(part -> runner.log().past(part.id()).state())
                    .anyMatch(state -> state == Past.State.ACCEPTED || state == Past.State.DOUBTFUL);
            if (open) {
                runner.leave(runner.place(job));
            }
        }
    }
}
