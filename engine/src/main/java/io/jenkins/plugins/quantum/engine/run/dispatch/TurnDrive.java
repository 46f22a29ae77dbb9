package io.jenkins.plugins.quantum.engine.run.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the exchanges one after the other on the thread of whoever waits: the same order every time, in simulated time too. */
final class TurnDrive implements Drive {
    private final Clock clock;
    private final Sleeper sleeper;

    TurnDrive(Clock clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public void wake(Account account) {
        // Whoever waits looks at all accounts.
    }

    @Override
    public void await(Client client, Supplier<Collection<Account>> accounts, Instant atMost, Duration atLeast)
            throws InterruptedException {
        Instant now = clock.instant();
        Optional<Account> next =
                accounts.get().stream().min(Comparator.comparing((Account account) -> account.due(now)));
        Instant due = next.map(account -> account.due(now)).orElse(Instant.MAX);
        if (next.isPresent() && !due.isAfter(now)) {
            Optional<Call> call = next.get().take(now);
            if (call.isPresent()) {
                call.get().perform();
                next.get().settle(call.get(), clock.instant());
            }
            return;
        }
        Instant until = due.isBefore(atMost) ? due : atMost;
        if (until.isAfter(now)) {
            sleeper.sleep(Duration.between(now, until));
        }
    }
}
