package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The engine's front door: plans, runs and resumes suites. Both the command line and Jenkins call it. */
public final class Workbench {
    private final RunEnvironment environment;

    /** A workbench. */
    public Workbench(RunEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Checks a suite and all its files, and says what a run would do. Submits nothing, writes nothing.
     *
     * @throws InputException
     *     when something in it is wrong
     * @throws RefusedException
     *     when budget or shots cannot decide
     */
    public Plan plan(SuiteSource source, RunOptions options) throws InterruptedException {
        try (var session = new Session(environment, source, options);
                var folder = TemporaryFolder.create();
                var run = RunFolder.open(folder.path())) {
            Plan plan = session.plan();
            return refinement(session.prices(), run, RunListener.SILENT, () -> false)
                    .refine(plan, new References());
        }
    }

    /**
     * Makes the same plan and asks the services for what they say themselves that it costs. Submits nothing, writes nothing.
     *
     * @throws InputException
     *     when something in the suite is wrong
     * @throws RefusedException
     *     when budget or shots cannot decide
     */
    public Estimate estimate(SuiteSource source, RunOptions options) throws InterruptedException {
        try (var session = new Session(environment, source, options);
                var folder = TemporaryFolder.create();
                var run = RunFolder.open(folder.path())) {
            Plan made = session.plan(); // before the prices, which come with the backends that it opens
            Prices prices = session.prices();
            Plan plan = refinement(prices, run, RunListener.SILENT, () -> false).refine(made, new References());
            return new Estimate(plan, new ServiceQuotes(prices).of(plan));
        }
    }

    private Refinement refinement(Prices prices, RunFolder folder, RunListener listener, BooleanSupplier cancelled) {
        return new Refinement(environment, prices, folder, listener, cancelled);
    }

    /**
     * Runs a suite.
     *
     * @param source
     *     the suite
     * @param options
     *     of the caller
     * @param out
     *     the run's folder; what an earlier run left there is replaced
     * @param listener
     *     hears of progress
     * @param cancelled
     *     asked often; true ends the run and its jobs
     * @param writer
     *     writes the reports
     * @return the result
     * @throws InputException
     *     when something in the suite is wrong
     * @throws RefusedException
     *     when budget or shots cannot decide
     * @throws OutputException
     *     when the folder cannot be written
     * @throws java.util.concurrent.CancellationException
     *     when cancelled
     */
    public RunResult run(
            SuiteSource source,
            RunOptions options,
            Path out,
            RunListener listener,
            BooleanSupplier cancelled,
            ResultWriter writer)
            throws InterruptedException {
        return execute(source, options, out, false, new SteppedRun.Caller(listener, cancelled, writer));
    }

    /**
     * Goes on with a run after a crash or an open question. What was measured is not measured again.
     *
     * @param out
     *     the run's folder
     * @param rounds
     *     further looks for gates that are still undecided
     * @throws InputException
     *     when there is no run in the folder or the suite has changed since
     */
    public RunResult resume(Path out, int rounds, RunListener listener, BooleanSupplier cancelled, ResultWriter writer)
            throws InterruptedException {
        Journal.Started started = Starts.last(out);
        SuiteSource source = sourceOf(out, started);
        return execute(
                source, Starts.options(started, rounds), out, true, new SteppedRun.Caller(listener, cancelled, writer));
    }

    /** The suite of a run, unchanged since it began. */
    static SuiteSource sourceOf(Path out, Journal.Started started) {
        SuiteSource read = SuiteSource.read(out, started.suite()); // an absolute path
        SuiteSource source = new SuiteSource(read.file(), started.named(), read.text());
        if (!source.digest().equals(started.suiteDigest())) {
            throw new InputException(
                    SourcePosition.of(started.named()),
                    "the suite has changed since the run in " + out + " began",
                    "start a new run: qmlops run " + started.named());
        }
        return source;
    }

    /**
     * Which tests the run in a folder takes.
     *
     * @throws InputException
     *     when there is no run in the folder
     */
    public static RunShare share(Path out) {
        return RunShare.parse(Starts.last(out).share());
    }

    /**
     * Whether any backend that a suite's tests may take is at a service.
     *
     * @throws InputException
     *     when the suite is wrong in form, or a backend in its configuration
     */
    public boolean goesToServices(SuiteSource source, RunOptions options) {
        try (var session = new Session(environment, source, options)) {
            return session.named().stream().anyMatch(backend -> !Prices.free(backend));
        }
    }

    /**
     * Prepares a run where its files and its Python are, so that it can be run elsewhere by {@link #open}: the files that the suite
     * reads, exported circuits, free references and what earlier runs have kept go into a folder. Submits nothing that costs.
     *
     * @param out
     *     gets what the run needs; nothing where the plan's share has no test
     * @return the plan
     * @throws InputException
     *     when something in the suite is wrong, or it is too large
     * @throws RefusedException
     *     when budget or shots cannot decide
     */
    public Plan prepare(
            SuiteSource source, RunOptions options, Path out, RunListener listener, BooleanSupplier cancelled)
            throws InterruptedException {
        return prepare(source, options, out, listener, cancelled, MissingFiles.NONE);
    }

    /** The same where files may have to be brought. */
    public Plan prepare(
            SuiteSource source,
            RunOptions options,
            Path out,
            RunListener listener,
            BooleanSupplier cancelled,
            MissingFiles missing)
            throws InterruptedException {
        KeptExports exports = KeptExports.of(environment.python());
        try (var session = new Session(environment.exporting(exports), source, options, missing)) {
            Plan plan = session.plan();
            if (plan.tests().isEmpty()) {
                return plan;
            }
            try (RunFolder folder = RunFolder.open(out)) {
                var references = new References();
                Plan refined = refinement(session.prices(), folder, listener, cancelled)
                        .refine(plan, references);
                folder.clear(references.keys());
                Journal.Started started = session.started(environment.clock().instant());
                PreparedRun.write(folder, started, session.files(), source.file(), exports, options.store());
                return refined;
            }
        }
    }

    /**
     * Opens a prepared run, or goes on with it where an earlier process was cut off.
     *
     * @param folder
     *     as {@link #prepare} left it
     * @param listener
     *     hears of progress
     * @param cancelled
     *     asked often; true ends the run and its jobs
     * @param writer
     *     writes the reports of a run that takes all tests; of any other the folder gets its part
     * @throws InputException
     *     when no run was prepared there, or something else than what was prepared
     * @throws RefusedException
     *     when the money is not there any more
     */
    public SteppedRun open(Path folder, RunListener listener, BooleanSupplier cancelled, ResultWriter writer)
            throws InterruptedException {
        Journal.Started prepared = PreparedRun.read(folder);
        boolean begun = begun(folder);
        Path files = folder.resolve(PreparedRun.FILES);
        SuiteSource read = SuiteSource.read(files, prepared.suite());
        if (!read.file().startsWith(files)) {
            throw new InputException(
                    SourcePosition.of(prepared.named()), "the prepared suite lies outside its folder", "");
        }
        SuiteSource source = new SuiteSource(read.file(), prepared.named(), read.text());
        if (!source.digest().equals(prepared.suiteDigest())) {
            throw new InputException(
                    SourcePosition.of(prepared.named()),
                    "the suite is not the one that was prepared",
                    "prepare the run again");
        }
        RunOptions options = Starts.options(begun ? Starts.last(folder) : prepared, 0);
        return new Workbench(environment.exporting(KeptExports.read(folder)))
                .begin(
                        source,
                        options.store().isPresent() ? options.withStore(folder.resolve(PreparedRun.STORE)) : options,
                        folder,
                        true,
                        new SteppedRun.Caller(listener, cancelled, writer));
    }

    /** Whether a run in a folder got as far as its journal's first line. */
    public static boolean begun(Path folder) {
        return Journal.read(folder.resolve(RunFolder.JOURNAL)).stream().anyMatch(Journal.Started.class::isInstance);
    }

    /**
     * Ends the jobs that, by the journal in a run's folder, may still be at a provider: after a crash, or when the machine that
     * waited for them is gone. What was measured is kept.
     *
     * @param out
     *     the run's folder
     * @param listener
     *     hears what cannot be done
     * @return what became of each; empty when nothing was open
     * @throws InputException
     *     when there is no run in the folder
     * @throws OutputException
     *     when a run is at work in the folder, or it cannot be written
     */
    public List<EndedJob> cancel(Path out, RunListener listener) throws InterruptedException {
        return new Abandoned(environment, out, listener).end();
    }

    private RunResult execute(
            SuiteSource source, RunOptions options, Path out, boolean resume, SteppedRun.Caller caller)
            throws InterruptedException {
        try (SteppedRun run = begin(source, options, out, resume, caller)) {
            Optional<RunResult> result = run.advance();
            while (result.isEmpty()) {
                run.await();
                result = run.advance();
            }
            return result.get();
        }
    }

    private SteppedRun begin(SuiteSource source, RunOptions options, Path out, boolean resume, SteppedRun.Caller caller)
            throws InterruptedException {
        Instant start = environment.clock().instant();
        var opened = new Opened();
        try {
            String began = resume ? Starts.first(out, start) : start.toString();
            Session session = opened.add(new Session(environment, source, options, MissingFiles.NONE, began));
            // Everything is checked before what an earlier run left is removed: bad input leaves an earlier result as
            // it was.
            Plan plan = session.plan();
            RunFolder folder = opened.add(RunFolder.open(out));
            var references = new References();
            Prices prices = session.prices();
            Refinement refinement = refinement(prices, folder, caller.listener(), caller.cancelled());
            var memory = new Memory(session.store());
            Plan carried = memory.carried(refinement.refine(plan, references));
            Plan refined = carried.warning(session.laterWarnings(carried));
            if (!resume) {
                requireNothingUnattended(folder);
                folder.clear(references.keys());
            }
            Journal journal = opened.add(Journal.open(folder.file(RunFolder.JOURNAL)));
            JobRunner runner = opened.add(refinement.runner(refined, journal));
            var run = new SteppedRun(
                    environment, session, refined, prices, folder, journal, runner, memory, caller, start);
            opened.keep();
            return run;
        } finally {
            opened.close();
        }
    }

    /** A new run would wipe the only trace of jobs that an earlier one, cut off, had submitted for money. */
    private static void requireNothingUnattended(RunFolder folder) {
        List<Pasts.Known> left =
                Pasts.of(Journal.read(folder.file(RunFolder.JOURNAL))).unattended();
        if (!left.isEmpty()) {
            Pasts.Known first = left.get(0);
            throw new InputException(
                    SourcePosition.of(folder.file(RunFolder.JOURNAL).toString()),
                    "an earlier run in this folder was cut off and left " + left.size()
                            + (left.size() == 1 ? " job" : " jobs") + " that may bill, the first on " + first.backend()
                            + " at most " + first.worst(),
                    "go on with it: qmlops resume " + folder.path() + ", or choose another folder with --out");
        }
    }

    /**
     * Throws away what was learnt for lines, so that it is learnt anew.
     *
     * @param store
     *     the folder that is kept between runs
     * @param what
     *     a test, or a test and its gate parted by a slash; empty for all
     * @param reason
     *     kept with it
     */
    public void forget(SuiteSource source, Path store, String what, String reason) {
        new RunStore(store, source.named(), environment.clock().instant().toString(), new ArrayList<>())
                .keep(LearntFigures.Run.reset(what, reason));
    }

    /**
     * The names of a suite's profiles, the default first.
     *
     * @throws InputException
     *     when the suite is wrong in form
     */
    public List<String> profiles(SuiteSource source) {
        try (var session = new Session(environment, source, RunOptions.defaults())) {
            return session.suite().profiles().stream().map(Suite.Profile::name).toList();
        }
    }

    /**
     * How the backends stand that a suite names, those of its profiles first. Asks their services; spends nothing.
     *
     * @throws InputException
     *     when the suite is wrong in form, or a backend in its configuration
     */
    public List<BackendStanding> standings(SuiteSource source) {
        try (var session = new Session(environment, source, RunOptions.defaults())) {
            Set<String> names = new LinkedHashSet<>();
            session.suite().profiles().forEach(profile -> names.addAll(profile.backends()));
            session.suite().backends().forEach(spec -> names.add(spec.name()));
            List<Backend> backends = names.stream()
                    .map(name -> session.backends().get(name, SourcePosition.of(source.named())))
                    .toList();
            PriceBook book = session.backends().prices().book();
            return backends.stream()
                    .map(backend -> BackendStanding.of(backend, book))
                    .toList();
        }
    }

    /**
     * The calibration of a backend that a suite names, or the machine's configuration, as its service tells it now.
     *
     * @return empty where the service publishes none
     * @throws BackendException
     *     when the service cannot be asked
     * @throws InputException
     *     when the suite is wrong in form, or there is no such backend
     */
    public Optional<NoiseModel> calibration(SuiteSource source, String backend) throws BackendException {
        try (var session = new Session(environment, source, RunOptions.defaults())) {
            return session.backends()
                    .get(backend, SourcePosition.of(source.named()))
                    .calibration();
        }
    }
}
