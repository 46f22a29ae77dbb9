package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import io.jenkins.plugins.quantum.engine.suite.TestSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What will be run, where, and what it can decide. Making one spends nothing.
 *
 * @param suite
 *     the suite
 * @param suiteDigest
 *     SHA-256 of its text
 * @param profile
 *     the profile in force
 * @param options
 *     of the caller
 * @param tests
 *     those that will run, in order
 * @param fallbacks
 *     for tests that may move to another backend before anything was measured: by the test's name, the same test on each further
 *     backend, in the order of preference
 * @param budget
 *     the lowest limit in force
 * @param worstCost
 *     at most, over all gates
 * @param warnings
 *     rendered messages about the user's files
 * @param unable
 *     why a further backend of the list cannot take over a test, by the test's name
 * @param limit
 *     the most that this share of the plan may cost, moves to other backends included
 * @param rest
 *     what the share is a part of
 */
public record Plan(
        Suite suite,
        String suiteDigest,
        Suite.Profile profile,
        RunOptions options,
        List<PlannedTest> tests,
        Map<String, List<Fallback>> fallbacks,
        Money budget,
        Money worstCost,
        List<String> warnings,
        Map<String, List<String>> unable,
        Money limit,
        Rest rest) {
    public Plan {
        tests = List.copyOf(tests);
        fallbacks = Collections.unmodifiableMap(new LinkedHashMap<>(fallbacks));
        warnings = List.copyOf(warnings);
        unable = Collections.unmodifiableMap(new LinkedHashMap<>(unable));
    }

    /**
     * The plan of the whole suite, seen from a share of it.
     *
     * @param tests
     *     the names of all its tests, in its order
     * @param digest
     *     the same for all shares of one plan
     * @param paid
     *     tests of other shares that cost money
     * @param aside
     *     the names of tests of the same shard that are left out because of the kind of their backend
     */
    public record Rest(List<String> tests, String digest, List<PlannedTest> paid, List<String> aside) {
        public Rest {
            tests = List.copyOf(tests);
            paid = List.copyOf(paid);
            aside = List.copyOf(aside);
        }
    }

    /** All that a reader should know before the run. */
    public List<String> allWarnings() {
        var all = new ArrayList<>(warnings);
        unable.values().forEach(all::addAll);
        return all;
    }

    /** The same plan with other first looks and what they may cost. */
    Plan with(
            List<PlannedTest> refined,
            Map<String, List<Fallback>> others,
            Money cost,
            Map<String, List<String>> notAble,
            Money most) {
        return new Plan(
                suite, suiteDigest, profile, options, refined, others, budget, cost, warnings, notAble, most, rest);
    }

    /**
     * A test on another backend of the list.
     *
     * @param backend
     *     its name
     * @param parts
     *     all parts of the test
     * @param worst
     *     the most that it may cost there
     */
    public record Fallback(String backend, List<PlannedTest> parts, Money worst) {
        public Fallback {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A test on the backend that takes it.
     *
     * @param spec
     *     as the suite asks for it
     * @param workload
     *     what runs
     * @param noise
     *     at scale 1
     * @param backend
     *     where it runs
     * @param reference
     *     the simulator that gives ideal values; the backend itself where it is exact
     * @param gates
     *     in order; not empty
     * @param made
     *     its jobs so far
     */
    public record PlannedTest(
            TestSpec spec,
            Workload workload,
            NoiseModel noise,
            Backend backend,
            Backend reference,
            List<PlannedGate> gates,
            Jobs made) {
        public PlannedTest {
            gates = List.copyOf(gates);
        }

        /** The jobs that answer a need, in the order of its tasks. */
        List<Job> jobs(Need need) {
            return made.of(this, need);
        }

        /** The same test with other gates; its jobs depend on none. */
        PlannedTest with(List<PlannedGate> refined) {
            return new PlannedTest(spec, workload, noise, backend, reference, refined, made);
        }
    }

    /**
     * A gate that can decide.
     *
     * @param gate
     *     its kind
     * @param context
     *     what it knows
     * @param proposal
     *     its first look
     */
    public record PlannedGate(Gate gate, GateContext context, Proposal.Accepted proposal) {}
}
