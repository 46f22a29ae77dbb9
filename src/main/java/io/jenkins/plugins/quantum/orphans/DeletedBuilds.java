package io.jenkins.plugins.quantum.orphans;

import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.engine.run.Journal;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.service.ServiceEnvironments;
import io.jenkins.plugins.quantum.service.ServiceRuns;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What deleted builds left at providers. Its journals are kept in {@code quantum/deleted} of Jenkins' home until a provider has
 * answered, so that a restart of the controller in between loses nothing.
 */
final class DeletedBuilds {
    private static final Logger LOGGER = Logger.getLogger(DeletedBuilds.class.getName());
    private static final String HOME = "deleted";
    private static final String BUILD = "build.json";
    private static final String RUN = "service";
    private static final String REQUEST = "request.json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** No exchange with a provider takes longer. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(10);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DeletedBuilds() {}

    /**
     * Whose it was.
     *
     * @param job
     *     full name
     * @param number
     *     of the build
     * @param result
     *     name of the result that it would have had
     */
    private record Build(String job, int number, String result) {
        String words() {
            return job + " #" + number + " (" + result + ")";
        }
    }

    /**
     * Takes away what a build left, before its folder goes, and cancels it in the background: whoever deletes waits neither for a
     * provider nor for a run that is just talking to one.
     */
    static void takeOver(@NonNull Run<?, ?> run) {
        for (Path folder : LeftJournals.withAttended(run.getRootDir().toPath())) {
            Consumer<Duration> rest = ServiceRuns.leave(folder);
            Path place = JenkinsFacade.home(HOME).resolve(UUID.randomUUID().toString());
            var build = new Build(
                    run.getParent().getFullName(),
                    run.getNumber(),
                    String.valueOf(folder.resolveSibling("").getFileName()));
            try {
                UnitRequest request = OrphanedJobs.request(folder);
                RunEnvironment environment = ServiceEnvironments.beforeDeletion(
                        run.getParent(), request, backends(folder), place.resolve(RUN));
                keep(place, folder, build, rest);
                JenkinsFacade.inBackground(
                        () -> OrphanSearch.quietly(() -> {
                            rest.accept(LONGEST_TURN);
                            cancel(place, build, environment);
                        }),
                        0);
            } catch (IOException | OutputException e) {
                LOGGER.log(
                        Level.SEVERE,
                        e,
                        () -> "jobs of the deleted build " + build.words()
                                + " stay at their provider: the journal of its run cannot be kept in " + place);
            }
        }
    }

    private static Set<String> backends(Path folder) {
        return Journal.read(folder.resolve(RunFolder.JOURNAL)).stream()
                .flatMap(entry -> entry instanceof Journal.Intent intent ? Stream.of(intent.backend()) : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** The journal comes last, in one move: a turn that is under way goes on writing to it. */
    private static void keep(Path place, Path folder, Build build, Consumer<Duration> rest) throws IOException {
        Files.createDirectories(place);
        Path request = folder.resolveSibling(REQUEST);
        if (Files.isRegularFile(request)) {
            Files.copy(request, place.resolve(REQUEST));
        }
        WholeFile.write(place.resolve(BUILD), MAPPER.writeValueAsString(build));
        try {
            Files.move(folder, place.resolve(RUN));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> folder + " is on another disk, or its files are in use");
            rest.accept(PATIENCE);
            copy(folder, place.resolve(RUN));
        }
    }

    /** It is there only when it is whole. */
    private static void copy(Path from, Path to) throws IOException {
        Path part = to.resolveSibling(RUN + ".part");
        try {
            new FilePath(from.toFile()).copyRecursiveTo(new FilePath(part.toFile()));
            Files.move(part, to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + from + " was kept");
        }
    }

    /** Cancels what all of them left. What a provider did not answer for stays until the next start. */
    static void cancel() throws InterruptedException {
        Path home = JenkinsFacade.home(HOME);
        if (!Files.isDirectory(home)) {
            return;
        }
        try (DirectoryStream<Path> places = Files.newDirectoryStream(home)) {
            for (Path place : places) {
                if (Files.isRegularFile(place.resolve(BUILD)) && Files.isDirectory(place.resolve(RUN))) {
                    Build build = MAPPER.readValue(Files.readString(place.resolve(BUILD)), Build.class);
                    Path folder = place.resolve(RUN);
                    cancel(
                            place,
                            build,
                            ServiceEnvironments.ofDeleted(
                                    JenkinsFacade.nearest(build.job()), OrphanedJobs.request(folder), folder));
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the runs of deleted builds in " + home + " cannot be read");
        }
    }

    /** One at a time: two would get into each other's way. */
    private static synchronized void cancel(Path place, Build build, RunEnvironment environment)
            throws InterruptedException {
        Path folder = place.resolve(RUN);
        if (!Files.isDirectory(folder) || RunFolder.inUse(folder)) {
            return; // done meanwhile, or its last turn has not ended
        }
        try {
            Path journal = folder.resolve(RunFolder.JOURNAL);
            if (Journal.leftOpen(journal)) {
                OrphanedJobs.end(new Workbench(environment), folder, (level, words) -> tell(build, level, words));
            }
            if (!Journal.leftOpen(journal)) {
                Util.deleteRecursive(place.toFile());
            }
        } catch (IOException | OutputException e) {
            LOGGER.log(Level.WARNING, e, () -> "what is kept of the deleted build " + build.words() + " stays");
        }
    }

    private static void tell(Build build, Level level, String words) {
        for (String line : words.strip().split("\\R")) {
            String clean = line.replaceAll("\\p{Cntrl}", " ");
            LOGGER.log(level, () -> "quantumTest of " + build.words() + ", which was deleted: " + clean);
            AuditLog.get().deed(Deed.CANCEL, build.job(), "deleted build #" + build.number() + ": " + clean);
        }
    }
}
