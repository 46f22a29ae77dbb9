package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.dispatch.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run that nobody goes on with: ends the jobs that may still be at a provider, by what its folder tells. */
final class Abandoned {
    private final RunEnvironment environment;
    private final Path out;
    private final RunListener listener;

    /**
     * An abandoned run.
     *
     * @param out
     *     the run's folder
     * @param listener
     *     hears what cannot be done
     */
    Abandoned(RunEnvironment environment, Path out, RunListener listener) {
        this.environment = environment;
        this.out = out;
        this.listener = listener;
    }

    /** See {@link Workbench#cancel}. */
    List<EndedJob> end() throws InterruptedException {
        Journal.Started started = Starts.last(out);
        try (RunFolder folder = RunFolder.open(out);
                Journal journal = Journal.open(folder.file(RunFolder.JOURNAL));
                Session session = session(started)) {
            var log = new RunLog(folder, journal, session.prices(), environment.clock());
            var left = new LeftJobs(journal, session.backends(), environment.clock());
            Map<String, JobRequest> requests =
                    left.doubtful() && session.isOf(started.suiteDigest()) ? requests(session, folder) : Map.of();
            try (Client client = environment.dispatcher().client(log)) {
                return left.end(client, requests);
            }
        }
    }

    /** What the first looks submit, by the keys of jobs; nothing where the suite cannot be planned any more. */
    private Map<String, JobRequest> requests(Session session, RunFolder folder) throws InterruptedException {
        Map<String, JobRequest> requests = new HashMap<>();
        try {
            Plan made = session.plan();
            Plan plan = new Refinement(environment, session.prices(), folder, RunListener.SILENT, () -> false)
                    .refine(made, new References());
            Stream.concat(
                            plan.tests().stream(),
                            plan.fallbacks().values().stream()
                                    .flatMap(List::stream)
                                    .flatMap(fallback -> fallback.parts().stream()))
                    .flatMap(test -> new TestProgress(test).jobs().stream())
                    .flatMap(job -> Parts.of(job).stream())
                    .forEach(request -> requests.put(request.id(), request));
        } catch (InputException | RefusedException e) {
            listener.note("What was submitted cannot be read from the suite: " + e.getMessage());
        }
        return requests;
    }

    /** With the backends of the suite as it is now; without the suite where it cannot be read. */
    private Session session(Journal.Started started) {
        var options = Starts.options(started, 0);
        try {
            // The folder of a prepared run brings its files, and may have been moved since the run began.
            boolean prepared = Files.isRegularFile(out.resolve(PreparedRun.FILE));
            SuiteSource read = prepared
                    ? SuiteSource.read(
                            out.resolve(PreparedRun.FILES),
                            PreparedRun.read(out).suite())
                    : SuiteSource.read(out, started.suite());
            return new Session(
                    prepared ? environment.exporting(KeptExports.read(out)) : environment,
                    new SuiteSource(read.file(), started.named(), read.text()),
                    options);
        } catch (InputException e) {
            listener.note("The suite cannot be read, so only backends are known that are configured elsewhere: "
                    + e.getMessage());
            return new Session(environment, options);
        }
    }
}
