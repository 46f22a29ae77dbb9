package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Gates;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.suite.AcceptedFault;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import io.jenkins.plugins.quantum.engine.suite.Suite.Profile;
import io.jenkins.plugins.quantum.engine.suite.TestSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** From a suite to a plan: reads every file that the suite names, chooses backends, asks every gate what it can decide. Spends nothing. */
final class Planner {
    private final RunOptions options;
    private final Suite suite;
    private final Profile profile;
    private final BackendPool backends;
    private final KnownLines lines;
    private final LocalDate today;
    private final RecordedPrograms recorded;
    private final WorkloadBuilder workloads;
    private final NoiseLoader noises;
    private final Gates gates = new Gates();
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> refusals = new ArrayList<>();
    /** Candidates that may take over a test, by its name. */
    private final Map<String, List<Candidate>> others = new LinkedHashMap<>();

    private final Map<String, List<List<Plan.PlannedTest>>> fallbacks = new LinkedHashMap<>();
    private final Map<String, Workload> companions = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    Planner(
            Suite suite,
            RunOptions options,
            BackendPool backends,
            KnownLines lines,
            LocalDate today,
            RecordedPrograms recorded,
            WorkloadBuilder workloads,
            NoiseLoader noises) {
        this.suite = suite;
        this.backends = backends;
        this.lines = lines;
        this.today = today;
        this.recorded = recorded;
        this.workloads = workloads;
        this.noises = noises;
        this.profile = profile(suite, options);
        this.options = lines.seeded(suite, profile);
    }

    /** With the seed of a run that learns. */
    RunOptions options() {
        return options;
    }

    /**
     * The profile in force.
     *
     * @throws InputException
     *     when there is none of the chosen name
     */
    static Profile profile(Suite suite, RunOptions options) {
        String name = options.profile().orElse(null);
        return suite.profile(name)
                .orElseThrow(() -> new InputException(
                        SourcePosition.of(suite.file()),
                        "expected one of the suite's profiles, found '" + name + "'",
                        "profiles: "
                                + suite.profiles().stream().map(Profile::name).collect(Collectors.joining(", "))));
    }

    /** A test on a backend before the gates were asked. */
    private record Candidate(
            TestSpec test, List<GateSpec> gates, Workload workload, NoiseModel noise, Backend backend) {}

    List<Plan.PlannedTest> plan() {
        requireOnly();
        requireBounded();
        List<Candidate> candidates = new ArrayList<>();
        for (TestSpec test : suite.tests()) {
            List<GateSpec> gates = test.forProfile(profile.name());
            if (!gates.isEmpty()) {
                try {
                    candidates.addAll(candidates(test, gates));
                } catch (InputException e) {
                    errors.addAll(e.diagnostics());
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new InputException(errors);
        }
        int statistical = Math.max(1, countStatistical(candidates));
        List<Plan.PlannedTest> tests = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (options.only().isEmpty()
                    || options.only().get().equals(candidate.test().name())) {
                tests.addAll(planned(candidate, statistical, errors, refusals));
                fallbacks(candidate.test().name(), statistical);
            }
        }
        if (!errors.isEmpty()) {
            throw new InputException(errors);
        }
        if (!refusals.isEmpty()) {
            throw new RefusedException(refusals);
        }
        if (tests.isEmpty()) {
            throw new InputException(
                    profile.at(),
                    "profile '" + profile.name() + "' has no gate to run",
                    "a run without a gate would be green without having looked");
        }
        return tests;
    }

    /** Plans a test for the backends that may take it over; one on which it cannot be decided is left out. */
    private void fallbacks(String test, int statistical) {
        List<List<Plan.PlannedTest>> able = new ArrayList<>();
        for (Candidate other : others.getOrDefault(test, List.of())) {
            List<Diagnostic> reasons = new ArrayList<>();
            List<Plan.PlannedTest> parts = planned(other, statistical, reasons, reasons);
            if (reasons.isEmpty() && !parts.isEmpty()) {
                able.add(parts);
            } else {
                reasons.forEach(reason -> warnings.add(
                        other.backend().name() + " cannot take over test " + test + ": " + reason.render()));
            }
        }
        fallbacks.put(test, able);
    }

    Profile profile() {
        return profile;
    }

    /** The tests of the plan on the further backends of the list, by test. */
    Map<String, List<List<Plan.PlannedTest>>> fallbacks() {
        return fallbacks;
    }

    /** Why some of them cannot take over. */
    List<String> warnings() {
        return warnings;
    }

    /** Faults are accepted for a while, never for good. */
    private void requireBounded() {
        LocalDate last = today.plusDays(AcceptedFault.MOST_DAYS);
        List<Diagnostic> unbounded = suite.accepted().stream()
                .filter(fault -> fault.until().isAfter(last))
                .map(fault -> Diagnostic.error(
                        fault.untilAt(),
                        "expected a day at most " + AcceptedFault.MOST_DAYS + " days ahead, found " + fault.until(),
                        "write " + last + " or earlier, and look at the fault again then"))
                .toList();
        if (!unbounded.isEmpty()) {
            throw new InputException(unbounded);
        }
    }

    private void requireOnly() {
        options.only().ifPresent(name -> {
            if (suite.tests().stream().noneMatch(test -> test.name().equals(name))) {
                throw new InputException(
                        SourcePosition.of(suite.file()),
                        "expected the name of a test, found '" + name + "'",
                        "tests: " + suite.tests().stream().map(TestSpec::name).collect(Collectors.joining(", ")));
            }
        });
    }

    private List<Candidate> candidates(TestSpec test, List<GateSpec> gates) {
        boolean twice = gates.stream().anyMatch(spec -> gate(spec).wantsSecondExport());
        Workload built = twice ? workloads.buildTwice(test.subject()) : workloads.build(test.subject());
        // a program that is being recorded is compared with itself
        Workload workload = built.since(options.recordBaseline() ? built.tasks() : recorded.tasks(test.name()));
        NoiseModel noise = noises.load(test.noise());
        List<String> names = options.backend().map(List::of).orElse(profile.backends());
        List<Candidate> chosen = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean hardware =
                !backends.get(names.get(0), profile.at()).capabilities().simulator();
        for (String name : names) {
            if (!chosen.isEmpty()
                    && !profile.onAll()
                    && Prices.free(chosen.get(0).backend())) {
                break; // nothing takes over from a simulator on this machine, which is always there
            }
            Backend backend = backends.get(name, profile.at());
            Optional<String> reason =
                    hardware && !profile.onAll() && backend.capabilities().simulator()
                            ? Optional.of("a simulator, to which a list that begins with a device never falls")
                            : Suitability.whyNot(backend, workload, noise, test);
            if (reason.isEmpty()) {
                chosen.add(new Candidate(test, gates, compiled(gates, workload, backend), noise, backend));
            } else {
                reasons.add(name + ": " + reason.get());
            }
        }
        if (chosen.isEmpty() || profile.onAll() && !reasons.isEmpty()) {
            throw new InputException(
                    test.at(),
                    "no backend of profile '" + profile.name() + "' can run test '" + test.name() + "'",
                    String.join("; ", reasons));
        }
        if (!profile.onAll() && chosen.size() > 1) {
            boolean simulator = chosen.get(0).backend().capabilities().simulator();
            others.put(
                    test.name(),
                    chosen.stream()
                            .skip(1)
                            .filter(c -> c.backend().capabilities().simulator() == simulator)
                            .toList());
            return chosen.subList(0, 1);
        }
        return chosen;
    }

    /** With what the backend's compiler makes of it, where a gate wants to know. */
    private Workload compiled(List<GateSpec> wanted, Workload workload, Backend backend) {
        return wanted.stream().anyMatch(spec -> gate(spec).wantsCompiled())
                ? workload.compiled(Compilations.of(backend, workload))
                : workload;
    }

    private int countStatistical(List<Candidate> candidates) {
        int count = 0;
        for (Candidate candidate : candidates) {
            for (GateSpec spec : candidate.gates()) {
                Proposal proposal = gate(spec).propose(context(candidate, spec, 1));
                if (proposal instanceof Proposal.Accepted accepted && accepted.statistical()) {
                    count++;
                }
            }
        }
        return count;
    }

    /** One part for each sample of the points that gates ask for; nearly always a single one. */
    private List<Plan.PlannedTest> planned(
            Candidate candidate, int statistical, List<Diagnostic> wrong, List<Diagnostic> infeasible) {
        Map<Workload, List<Plan.PlannedGate>> gates = new LinkedHashMap<>();
        for (GateSpec spec : candidate.gates()) {
            GateContext context = context(candidate, spec, statistical);
            Gate gate = gate(spec);
            Proposal proposal = gate.propose(context);
            if (proposal instanceof Proposal.Accepted accepted) {
                gates.computeIfAbsent(context.workload(), w -> new ArrayList<>())
                        .add(new Plan.PlannedGate(
                                gate, context, accepted, terms(candidate, spec, gate.floor(context))));
            } else if (proposal instanceof Proposal.Refused refused) {
                Diagnostic reason = Refusals.diagnostic(candidate.test().name(), spec.kind(), refused);
                (refused.kind() == Proposal.Kind.INPUT ? wrong : infeasible).add(reason);
            }
        }
        Backend backend = candidate.backend();
        Backend reference = backend.capabilities().exact() ? backend : backends.get("builtin", profile.at());
        List<Plan.PlannedTest> parts = new ArrayList<>();
        gates.forEach((workload, planned) -> parts.add(new Plan.PlannedTest(
                candidate.test(),
                workload,
                candidate.noise(),
                backend,
                reference,
                planned,
                new Jobs(options.seed()),
                Carried.nothing(""))));
        for (Plan.PlannedTest part : parts) {
            for (Plan.PlannedGate gate : part.gates()) {
                Suitability.whyNot(part, gate)
                        .ifPresent(reason -> wrong.add(Diagnostic.error(
                                gate.context().spec().at(),
                                candidate.test().name() + " / " + gate.gate().name() + ": " + reason,
                                "")));
            }
        }
        return parts;
    }

    private Gate gate(GateSpec spec) {
        return gates.find(spec.kind()).orElseThrow(() -> new IllegalStateException("the parser knew the gate"));
    }

    private GateContext context(Candidate candidate, GateSpec spec, int statistical) {
        Capabilities capabilities = candidate.backend().capabilities();
        boolean exact = capabilities.exact() && candidate.test().evidence() != TestSpec.EvidenceMode.SHOTS;
        String backend = candidate.backend().name();
        return new GateContext(
                        candidate.test().name(),
                        spec,
                        exact
                                ? candidate.workload()
                                : PointSample.of(
                                        candidate.workload(),
                                        spec,
                                        options.seed(),
                                        candidate.test().name()),
                        capabilities,
                        exact,
                        !capabilities.simulator() || !candidate.noise().isNone(),
                        capabilities.simulator() ? candidate.noise().name() : backend,
                        new GateContext.ErrorShare(
                                suite.errors().falseRed() / statistical,
                                suite.errors().missed(),
                                statistical),
                        exact ? 1 : profile.rounds(),
                        options.shots(),
                        Seed.derive(options.seed(), candidate.test().name(), spec.kind()),
                        line(candidate, spec).baseline(),
                        Money.zero())
                .beside(companions(candidate.test(), spec))
                .withFurtherRounds(options.extraRounds());
    }

    /** The subjects of other tests that a gate wants beside its own. */
    private Map<String, Workload> companions(TestSpec test, GateSpec spec) {
        Map<String, Workload> found = new LinkedHashMap<>();
        for (String name : gate(spec).companions(spec)) {
            found.put(name, companions.computeIfAbsent(name, n -> workloads.build(companion(test, spec, n))));
        }
        return found;
    }

    private Subject companion(TestSpec test, GateSpec spec, String name) {
        List<TestSpec> able = suite.tests().stream()
                .filter(other -> !other.name().equals(test.name())
                        && gate(spec).subjects().contains(other.subject().kind()))
                .toList();
        return able.stream()
                .filter(other -> other.name().equals(name))
                .findFirst()
                .map(TestSpec::subject)
                .orElseThrow(() -> new InputException(
                        spec.at(),
                        test.name() + " / " + spec.kind() + ": expected the name of another test with a subject of the"
                                + " same kind, found '" + name + "'",
                        able.isEmpty()
                                ? "there is none in this suite"
                                : "tests: " + able.stream().map(TestSpec::name).collect(Collectors.joining(", "))));
    }

    private KnownLines.Known line(Candidate candidate, GateSpec spec) {
        return lines.of(
                candidate.test().name(),
                spec,
                candidate.backend().name(),
                profile,
                candidate.workload().digest());
    }

    /** What is recorded on purpose is not judged at all; what is learnt by the way is held against the floor. */
    private GateTerms terms(Candidate candidate, GateSpec spec, OptionalDouble floor) {
        return new GateTerms(
                line(candidate, spec)
                        .learning()
                        .map(learning -> options.recordBaseline() ? learning : learning.above(floor)),
                suite.accepted().stream()
                        .filter(fault -> fault.concerns(
                                candidate.test().name(),
                                spec.kind(),
                                candidate.backend().name()))
                        .findFirst(),
                today);
    }
}
