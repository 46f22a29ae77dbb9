package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A suite file, checked in form: every key known, every value of the right kind. Paths in it are relative to {@link #folder}.
 *
 * @param file
 *     as the user named it
 * @param folder
 *     the folder that the file stands in
 * @param profiles
 *     in the order of the file, the first is the default; never empty (a suite without profiles has one named
 *     {@code default} on the built-in simulator)
 * @param backends
 *     those that the suite itself configures
 * @param errors
 *     the build's error rates
 * @param tests
 *     at least one
 * @param accepted
 *     known faults that shall not make the build red for a while
 */
public record Suite(
        String file,
        Path folder,
        List<Profile> profiles,
        List<BackendSpec> backends,
        ErrorRates errors,
        List<TestSpec> tests,
        List<AcceptedFault> accepted) {
    public Suite {
        profiles = List.copyOf(profiles);
        backends = List.copyOf(backends);
        tests = List.copyOf(tests);
        accepted = List.copyOf(accepted);
    }

    /** The version of the format. */
    public static final int VERSION = 1;

    /**
     * Where and for how much a suite runs.
     *
     * @param name
     *     unique
     * @param backends
     *     names, in order of preference; never empty
     * @param budget
     *     most that one run may cost
     * @param rounds
     *     how many looks a sequential gate may take, 1 to 100
     * @param inconclusive
     *     what an INCONCLUSIVE or NO_DATA verdict does to the build
     * @param deadline
     *     after which what is missing is NO_DATA
     * @param queueDeadline
     *     after which a test that has not begun goes to the next backend of the list, and without one is given up; empty: after half
     *     of the time that is left it goes to the next, without one it waits
     * @param runDeadline
     *     after which a job that runs is told to end; empty for none but {@code deadline}
     * @param learning
     *     from how many runs lines are learnt that are to come from a baseline where none is recorded; 0 where such a gate is refused
     * @param onAll
     *     whether each test runs on all backends instead of the first that can
     * @param at
     *     where it stands
     */
    public record Profile(
            String name,
            List<String> backends,
            Money budget,
            int rounds,
            Policy inconclusive,
            Duration deadline,
            Optional<Duration> queueDeadline,
            Optional<Duration> runDeadline,
            int learning,
            boolean onAll,
            SourcePosition at) {
        public Profile {
            backends = List.copyOf(backends);
        }
    }

    /** What a verdict that is neither PASS nor FAIL does to a build. */
    public enum Policy {
        WARN,
        FAIL
    }

    /**
     * A backend that the suite configures.
     *
     * @param name
     *     unique
     * @param type
     *     its kind
     * @param options
     *     further keys as written
     * @param at
     *     where it stands
     */
    public record BackendSpec(String name, String type, Map<String, String> options, SourcePosition at) {
        public BackendSpec {
            options = Map.copyOf(options);
        }
    }

    /**
     * Error rates.
     *
     * @param falseRed
     *     probability that a healthy build has any red gate, in (0, 0.5)
     * @param missed
     *     probability that one gate passes at its line or worse, in (0, 0.5)
     */
    public record ErrorRates(double falseRed, double missed) {
        public static final ErrorRates DEFAULT = new ErrorRates(0.01, 0.05);
    }

    /** The profile of a name, or the first when the name is null. */
    public Optional<Profile> profile(String name) {
        return name == null
                ? Optional.of(profiles.get(0))
                : profiles.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
