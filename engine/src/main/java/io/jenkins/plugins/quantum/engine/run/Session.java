package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.gate.Gates;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import io.jenkins.plugins.quantum.engine.suite.ParsedSuite;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import io.jenkins.plugins.quantum.engine.suite.SuiteParser;
import io.jenkins.plugins.quantum.engine.suite.Suites;
import io.jenkins.plugins.quantum.engine.suite.TargetRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A suite with its open backends. */
final class Session implements AutoCloseable {
    /** The target branch's suite, as messages name it. */
    private static final String TARGET = "the target branch's suite";

    private final RunEnvironment environment;
    private final SuiteSource source;
    private final RunOptions options;
    private final List<Diagnostic> warnings = new ArrayList<>();
    /** Null without a suite. */
    private final SuiteFiles files;

    private final Suite suite;
    private final BackendPool backends;

    Session(RunEnvironment environment, SuiteSource source, RunOptions options) {
        this(environment, source, options, MissingFiles.NONE);
    }

    /** With files that may have to be brought. */
    Session(RunEnvironment environment, SuiteSource source, RunOptions options, MissingFiles missing) {
        this.environment = environment;
        this.source = source;
        this.options = options;
        this.files = new SuiteFiles(source.folder(), missing);
        this.suite = parse();
        this.backends = new BackendPool(
                environment.providers(), environment.configured(), suite.backends(), environment.access());
    }

    /** Without a suite: for the backends that are configured elsewhere. */
    Session(RunEnvironment environment, RunOptions options) {
        this.environment = environment;
        this.source = null;
        this.options = options;
        this.files = null;
        this.suite = null;
        this.backends =
                new BackendPool(environment.providers(), environment.configured(), List.of(), environment.access());
    }

    Suite suite() {
        return suite;
    }

    BackendPool backends() {
        return backends;
    }

    /** The backends that tests may take. */
    List<Backend> named() {
        Suite.Profile profile = Planner.profile(suite, options);
        return options.backend().map(List::of).orElse(profile.backends()).stream()
                .map(name -> backends.get(name, profile.at()))
                .toList();
    }

    /** The files that the suite names. */
    SuiteFiles files() {
        return files;
    }

    /** Whether it is about the suite with a digest. */
    boolean isOf(String digest) {
        return suite != null && source.digest().equals(digest);
    }

    private Suite parse() {
        if (source.circuit()) {
            return Suites.ofCircuit(source.file(), source.named());
        }
        Set<String> types = new TreeSet<>();
        environment.providers().forEach(provider -> types.add(provider.type()));
        var parser = new SuiteParser(new Gates(), types, Set.copyOf(NoisePresets.names()));
        ParsedSuite parsed = parser.parse(source.named(), source.folder(), source.text());
        warnings.addAll(parsed.warnings());
        if (source.target().isEmpty()) {
            return parsed.suite();
        }
        ParsedSuite ruled = TargetRules.apply(
                parsed.suite(),
                source.target().get().suite().map(text -> parser.parse(TARGET, source.folder(), text)
                        .suite()));
        warnings.addAll(ruled.warnings());
        return ruled.suite();
    }

    /** Where lines are kept that were recorded: with a change request, in its target branch. */
    private Path recorded() {
        return source.target().map(TargetBranch::folder).orElse(source.folder());
    }

    /** Noise of the target branch's suite is read there too. */
    private NoiseLoader noise() {
        var own = new NoiseFiles(files, warnings);
        if (source.target().isEmpty()) {
            return own;
        }
        var targets = new NoiseFiles(new SuiteFiles(recorded()), warnings);
        return spec -> spec.at().file().equals(TARGET) ? targets.load(spec) : own.load(spec);
    }

    /** The journal's line of a run that begins, or goes on. */
    Journal.Started started(Instant at) {
        return new Journal.Started(
                Journal.VERSION,
                source.file().toAbsolutePath().toString(),
                source.named(),
                source.digest(),
                options.profile().orElse(null),
                options.backend().orElse(null),
                options.shots(),
                options.seed(),
                options.maxCost().map(Money::toString).orElse(null),
                options.only().orElse(null),
                options.extraRounds(),
                at.toString(),
                options.share().whole() ? null : options.share().toString());
    }

    /** By the price book and the configuration of the backends in the plan, which was made before. */
    Prices prices() {
        return new Prices(backends.prices().book());
    }

    Plan plan() {
        files.reads(Baselines.FILE);
        files.reads(RecordedPrograms.FILE);
        source.target()
                .ifPresent(target -> target.names().forEach(name -> files.reads(TargetBranch.FOLDER + "/" + name)));
        var circuits = new CircuitLoader(files, environment.python());
        var planner = new Planner(
                suite,
                options,
                backends,
                options.recordBaseline() ? Baselines.recording() : Baselines.read(recorded()),
                options.recordBaseline() ? RecordedPrograms.none() : RecordedPrograms.read(recorded()),
                new WorkloadBuilder(files, circuits),
                noise());
        List<Plan.PlannedTest> tests = planner.plan();
        var share = new PlanShare(options.share(), tests);
        warnings.addAll(circuits.warnings());
        Map<String, List<Plan.Fallback>> fallbacks = new LinkedHashMap<>();
        Set<String> names = share.own().stream().map(test -> test.spec().name()).collect(Collectors.toSet());
        planner.fallbacks().entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .forEach(entry -> fallbacks.put(
                        entry.getKey(),
                        entry.getValue().stream()
                                .filter(this::allowed)
                                .map(parts ->
                                        new Plan.Fallback(parts.get(0).backend().name(), parts, Money.zero()))
                                .toList()));
        Money budget = planner.profile().budget();
        if (options.maxCost().isPresent()
                && options.maxCost().get().currency().equals(budget.currency())
                && options.maxCost().get().compareTo(budget) < 0) {
            budget = options.maxCost().get();
        }
        return new Plan(
                suite,
                source.digest(),
                planner.profile(),
                options,
                share.own(),
                fallbacks,
                budget,
                Money.zero(),
                Stream.of(
                                warnings.stream().map(Diagnostic::render),
                                planner.warnings().stream(),
                                backends.prices().notes().stream())
                        .flatMap(Function.identity())
                        .toList(),
                Map.of(),
                budget,
                new Plan.Rest(
                        share.all(), PlanShare.digest(head(planner.profile().name()), tests), share.paidElsewhere(),
                        share.aside()));
    }

    /** A run of what is at services takes no simulator of its own machine instead. */
    private boolean allowed(List<Plan.PlannedTest> parts) {
        return options.share().side() != RunShare.Side.REMOTE
                || !Prices.free(parts.get(0).backend());
    }

    private String head(String profile) {
        return String.join(
                "\n",
                source.digest(),
                profile,
                options.backend().orElse(""),
                Long.toString(options.shots()),
                Long.toString(options.seed()),
                options.maxCost().map(Money::toString).orElse(""),
                options.only().orElse(""));
    }

    @Override
    public void close() {
        backends.close();
    }
}
