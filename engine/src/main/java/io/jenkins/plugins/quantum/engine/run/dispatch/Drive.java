package io.jenkins.plugins.quantum.engine.run.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;

/** Makes the exchanges that accounts have due. */
interface Drive {
    /** Something may be due in an account earlier than was known. */
    void wake(Account account);

    /**
     * Waits for news of a client; see {@link Client#await}.
     *
     * @param accounts
     *     all there are
     */
    void await(Client client, Supplier<Collection<Account>> accounts, Instant atMost, Duration atLeast)
            throws InterruptedException;
}
