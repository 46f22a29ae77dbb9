package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A known fault that shall not make the build red for a while.
 *
 * @param test
 *     its name
 * @param gate
 *     kind of the gate that fails
 * @param backend
 *     the only one for which it holds; empty for all
 * @param reason
 *     why it is accepted
 * @param until
 *     the last day, UTC, on which it is
 * @param min
 *     the gate's value may not be lower
 * @param max
 *     the gate's value may not be higher
 * @param at
 *     where it stands
 * @param untilAt
 *     where the day stands
 */
public record AcceptedFault(
        String test,
        String gate,
        Optional<String> backend,
        String reason,
        LocalDate until,
        OptionalDouble min,
        OptionalDouble max,
        SourcePosition at,
        SourcePosition untilAt) {
    /** Nobody accepts a fault for longer than this without looking at it again. */
    public static final int MOST_DAYS = 90;

    /** Whether it is about a gate of a test on a backend. */
    public boolean concerns(String otherTest, String otherGate, String otherBackend) {
        return test.equals(otherTest)
                && gate.equals(otherGate)
                && backend.map(otherBackend::equals).orElse(true);
    }
}
