package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Hears how a backend's status changes. Calls come from the poll's threads, one at a time for a backend, and must return soon. */
@FunctionalInterface
public interface BackendListener {
    /**
     * A poll brought an answer or a fault.
     *
     * @param backend
     *     its name
     * @param before
     *     the status as it was
     * @param after
     *     as it is now
     */
    void polled(@NonNull String backend, @NonNull BackendStatus before, @NonNull BackendStatus after);
}
