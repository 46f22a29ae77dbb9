package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcome of a run: what {@code result.json} holds. With the same suite, seed and version everything but {@link #timing}
 * is the same.
 *
 * @param schemaVersion
 *     {@link #SCHEMA_VERSION}
 * @param runId
 *     derived from suite, profile and seed
 * @param suite
 *     the suite file as named by the user
 * @param profile
 *     the profile
 * @param seed
 *     the root seed
 * @param exitCode
 *     what the command line answers
 * @param inconclusive
 *     what open questions and missing data do to a build
 * @param tests
 *     in the order of the suite
 * @param cost
 *     money
 * @param mayBill
 *     jobs for which a provider may charge although they brought nothing
 * @param choices
 *     for tests that could have moved to another backend: where they ran and why
 * @param warnings
 *     rendered messages
 * @param provenance
 *     versions, digests, commit
 * @param timing
 *     the only part that differs between equal runs
 */
@JsonPropertyOrder({
    "schemaVersion",
    "runId",
    "suite",
    "profile",
    "seed",
    "exitCode",
    "inconclusive",
    "tests",
    "cost",
    "mayBill",
    "choices",
    "warnings",
    "provenance",
    "timing"
})
public record RunResult(
        int schemaVersion,
        String runId,
        String suite,
        String profile,
        long seed,
        int exitCode,
        Suite.Policy inconclusive,
        List<TestResult> tests,
        CostSummary cost,
        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OpenBill> mayBill,
        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Choice> choices,
        List<String> warnings,
        Map<String, String> provenance,
        Timing timing) {
    public static final int SCHEMA_VERSION = 1;

    public RunResult {
        inconclusive = inconclusive == null ? Suite.Policy.WARN : inconclusive;
        tests = List.copyOf(tests);
        mayBill = List.copyOf(mayBill);
        choices = List.copyOf(choices);
        warnings = List.copyOf(warnings);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /**
     * A test on one backend.
     *
     * @param name
     *     of the test
     * @param backend
     *     its name
     * @param subject
     *     {@code circuit}, {@code observable}, {@code model} or {@code problem}
     * @param source
     *     the circuit or problem as the suite names it
     * @param noise
     *     name of the noise model
     * @param epoch
     *     of the calibration
     * @param digest
     *     of the circuit or problem
     * @param metrics
     *     of the circuit or problem
     * @param gates
     *     in the order of the suite
     * @param program
     *     the circuit in OpenQASM 3, of several the first; empty for problems, and where it is large
     */
    public record TestResult(
            String name,
            String backend,
            String subject,
            String source,
            String noise,
            String epoch,
            String digest,
            CircuitMetrics metrics,
            List<GateResult> gates,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String program) {
        @JsonCreator
        public TestResult {
            gates = List.copyOf(gates);
            program = program == null ? "" : program;
        }

        /** A test whose program is not kept. */
        public TestResult(
                String name,
                String backend,
                String subject,
                String source,
                String noise,
                String epoch,
                String digest,
                CircuitMetrics metrics,
                List<GateResult> gates) {
            this(name, backend, subject, source, noise, epoch, digest, metrics, gates, "");
        }

        /** Whether it is a problem, whose {@link #metrics} are variables and couplings. */
        public boolean ofProblem() {
            return subject.equals("problem");
        }

        /** Whether it is a native program, of whose {@link #metrics} only the sites are known. */
        public boolean ofNativeProgram() {
            return subject.equals("native");
        }

        /** The same test with the gates of another part of it. */
        TestResult plus(TestResult part) {
            var all = new ArrayList<>(gates);
            all.addAll(part.gates);
            return new TestResult(name, backend, subject, source, noise, epoch, digest, metrics, all, program);
        }
    }

    /**
     * A gate's answer.
     *
     * @param gate
     *     its kind
     * @param at
     *     where the suite asks for it
     * @param verdict
     *     the answer
     * @param finding
     *     the reasons
     * @param cost
     *     money spent for it, for example {@code 0 USD}
     * @param acceptances
     *     what the suite's acceptance of a known fault means for it; empty where there is none, never more than one
     */
    public record GateResult(
            String gate,
            SourcePosition at,
            Verdict verdict,
            Finding finding,
            String cost,
            @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    List<Acceptance> acceptances) {
        public GateResult {
            acceptances = List.copyOf(acceptances);
        }

        /** The answer of a gate whose faults nobody accepts. */
        public GateResult(String gate, SourcePosition at, Verdict verdict, Finding finding, String cost) {
            this(gate, at, verdict, finding, cost, List.of());
        }

        /** Whether it failed and this does not make the build red. */
        public boolean accepted() {
            return verdict == Verdict.FAIL
                    && acceptances.stream().anyMatch(known -> known.effect() == Acceptance.Effect.ACCEPTED);
        }

        /** Whether it failed and nobody accepts that. */
        public boolean failed() {
            return verdict == Verdict.FAIL && !accepted();
        }

        /** Whether somebody should look at it now: neither passed, nor skipped by intent, nor accepted. */
        public boolean open() {
            return verdict != Verdict.PASS && verdict != Verdict.SKIPPED && !accepted();
        }
    }

    /**
     * A known fault that the suite accepts.
     *
     * @param effect
     *     what follows from it
     * @param reason
     *     the suite's
     * @param until
     *     the last day, UTC, ISO-8601
     * @param says
     *     a sentence for reports
     */
    public record Acceptance(Effect effect, String reason, String until, String says) {
        /** What an acceptance does to a verdict. The verdict itself stays as it is. */
        public enum Effect {
            /** The gate fails, as is known: not red. */
            ACCEPTED,
            /** The gate fails, and the last day has passed: red. */
            EXPIRED,
            /** The gate fails by more than is accepted: red. */
            EXCEEDED,
            /** The gate passes: nothing is left to accept. */
            NEEDLESS
        }
    }

    /**
     * Money of the run.
     *
     * @param budget
     *     the lowest limit in force
     * @param estimated
     *     before the run, at most
     * @param actual
     *     after it
     * @param shots
     *     taken in all
     */
    public record CostSummary(String budget, String estimated, String actual, long shots) {}

    /**
     * A job for which a provider may charge although it brought nothing.
     *
     * @param backend
     *     its name
     * @param device
     *     as the price book names it
     * @param id
     *     the provider's id; empty where it is not known
     * @param state
     *     {@code FINISHED}, {@code UNREADABLE}, {@code LOST}, {@code UNKNOWN} or {@code OPEN}
     * @param worst
     *     the most that it may bill
     * @param message
     *     what happened
     */
    public record OpenBill(String backend, String device, String id, String state, String worst, String message) {}

    /**
     * Where a test ran that could have run elsewhere.
     *
     * @param test
     *     its name
     * @param backend
     *     that took it
     * @param why
     *     why this one
     * @param others
     *     the others of the list that can run it and decide it within the budget, in the order of preference
     */
    public record Choice(String test, String backend, String why, List<String> others) {
        public Choice {
            others = List.copyOf(others);
        }
    }

    /**
     * When and how long.
     *
     * @param startedAt
     *     ISO-8601
     * @param finishedAt
     *     ISO-8601
     * @param seconds
     *     elapsed
     */
    public record Timing(String startedAt, String finishedAt, double seconds) {}

    /** The worst verdicts decide: whether every gate passed or was skipped by intent, and at least one passed. */
    public boolean passed() {
        return exitCode == 0;
    }

    /** The same run with other tests: a part of it to look at; the exit code stays that of the whole. */
    public RunResult withTests(List<TestResult> other) {
        return new RunResult(
                schemaVersion,
                runId,
                suite,
                profile,
                seed,
                exitCode,
                inconclusive,
                other,
                cost,
                mayBill,
                choices,
                warnings,
                provenance,
                timing);
    }

    /** The same run at another time. */
    public RunResult withTiming(Timing other) {
        return new RunResult(
                schemaVersion,
                runId,
                suite,
                profile,
                seed,
                exitCode,
                inconclusive,
                tests,
                cost,
                mayBill,
                choices,
                warnings,
                provenance,
                other);
    }
}
