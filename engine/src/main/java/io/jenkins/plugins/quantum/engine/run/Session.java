package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.gate.Gates;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import io.jenkins.plugins.quantum.engine.suite.ParsedSuite;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import io.jenkins.plugins.quantum.engine.suite.SuiteParser;
import io.jenkins.plugins.quantum.engine.suite.Suites;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** A suite with its open backends. */
final class Session implements AutoCloseable {
    private final RunEnvironment environment;
    private final SuiteSource source;
    private final RunOptions options;
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final Suite suite;
    private final BackendPool backends;
    private final Optional<RunStore> store;

    Session(RunEnvironment environment, SuiteSource source, RunOptions options) {
        this(environment, source, options, environment.clock().instant().toString());
    }

    /**
     * For a run.
     *
     * @param run
     *     when it was first started: what it kept by itself is none of an earlier run
     */
    Session(RunEnvironment environment, SuiteSource source, RunOptions options, String run) {
        this.environment = environment;
        this.source = source;
        this.options = options;
        this.store = options.store().map(folder -> new RunStore(folder, source.named(), run, warnings));
        this.suite = parse();
        this.backends = new BackendPool(
                environment.providers(), environment.configured(), suite.backends(), environment.access());
    }

    /** Without a suite: for the backends that are configured elsewhere. */
    Session(RunEnvironment environment, RunOptions options) {
        this.environment = environment;
        this.source = null;
        this.options = options;
        this.store = Optional.empty();
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

    /** What is kept between runs. */
    Optional<RunStore> store() {
        return store;
    }

    /** What was found out about files since the plan was made, rendered. */
    List<String> laterWarnings(Plan plan) {
        return warnings.stream()
                .map(Diagnostic::render)
                .filter(warning -> !plan.warnings().contains(warning))
                .toList();
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
        ParsedSuite parsed = new SuiteParser(new Gates(), types, Set.copyOf(NoisePresets.names()))
                .parse(source.named(), source.folder(), source.text());
        warnings.addAll(parsed.warnings());
        return parsed.suite();
    }

    /** By the price book and the configuration of the backends in the plan, which was made before. */
    Prices prices() {
        return new Prices(backends.prices().book());
    }

    Plan plan() {
        var files = new SuiteFiles(source.folder());
        var circuits = new CircuitLoader(files, environment.python());
        var planner = new Planner(
                suite,
                options,
                backends,
                new KnownLines(
                        options, options.recordBaseline() ? Baselines.none() : Baselines.read(source.folder()), store),
                LocalDate.ofInstant(environment.clock().instant(), ZoneOffset.UTC),
                options.recordBaseline() ? RecordedPrograms.none() : RecordedPrograms.read(source.folder()),
                new WorkloadBuilder(files, circuits),
                new NoiseFiles(files, warnings));
        List<Plan.PlannedTest> tests = planner.plan();
        warnings.addAll(circuits.warnings());
        Map<String, List<Plan.Fallback>> fallbacks = new LinkedHashMap<>();
        planner.fallbacks()
                .forEach((test, others) -> fallbacks.put(
                        test,
                        others.stream()
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
                planner.options(),
                tests,
                fallbacks,
                budget,
                Money.zero(),
                Stream.of(
                                warnings.stream().map(Diagnostic::render),
                                planner.warnings().stream(),
                                backends.prices().notes().stream())
                        .flatMap(Function.identity())
                        .toList());
    }

    @Override
    public void close() {
        backends.close();
    }
}
