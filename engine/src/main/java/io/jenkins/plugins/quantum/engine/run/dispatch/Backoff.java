package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.time.Duration;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How long to wait after faults: exponential with full jitter, that is, anything from 0 to twice the last bound. Many clients that
 * failed together so come back apart.
 */
final class Backoff {
    private static final int MOST_DOUBLINGS = 30;
    private static final double JITTER = 0.1;

    private final UniformRandomProvider random;

    Backoff(long seed) {
        random = Seed.generator(seed);
    }

    /**
     * The pause before the next try.
     *
     * @param faults
     *     how many tries have failed in a row, at least 1
     */
    Duration after(int faults, Conduct conduct) {
        return upTo(bound(conduct.quickest(), Math.min(faults, MOST_DOUBLINGS), conduct.slowest()));
    }

    /** Anything from a millisecond to a bound. */
    Duration upTo(Duration bound) {
        return Duration.ofMillis(1).plusNanos((long) (random.nextDouble() * bound.toNanos()));
    }

    /** About as long: within a tenth. */
    Duration about(Duration pause) {
        return Duration.ofNanos((long) (pause.toNanos() * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }

    /** {@code first} times 2 to the power of {@code doublings}, at most {@code most}. */
    static Duration bound(Duration first, int doublings, Duration most) {
        double bound = first.toNanos() * Math.pow(2, doublings);
        return bound >= most.toNanos() ? most : Duration.ofNanos((long) bound);
    }
}
