package io.jenkins.plugins.quantum.orphans;

import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.engine.run.Journal;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.service.ServiceEnvironments;
import io.jenkins.plugins.quantum.service.ServiceRuns;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

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

    /** Takes the folders of a build's runs away before the build's folder goes. */
    static void keep(@NonNull Run<?, ?> run, @NonNull List<Path> folders) {
        for (Path folder : folders) {
            Path place = JenkinsFacade.home(HOME).resolve(UUID.randomUUID().toString());
            var build = new Build(
                    run.getParent().getFullName(),
                    run.getNumber(),
                    String.valueOf(folder.resolveSibling("").getFileName()));
            try {
                ServiceRuns.leave(folder);
                Files.createDirectories(place);
                Path request = folder.resolveSibling(REQUEST);
                if (Files.isRegularFile(request)) {
                    Files.copy(request, place.resolve(REQUEST));
                }
                Files.move(folder, place.resolve(RUN));
                WholeFile.write(place.resolve(BUILD), MAPPER.writeValueAsString(build));
            } catch (IOException | OutputException e) {
                LOGGER.log(
                        Level.SEVERE,
                        e,
                        () -> "jobs of the deleted build " + build.words()
                                + " stay at their provider: the journal of its run cannot be kept in " + place);
            }
        }
    }

    /** Cancels what all of them left. What a provider did not answer for stays until the next start. */
    static synchronized void cancel() throws InterruptedException {
        Path home = JenkinsFacade.home(HOME);
        if (!Files.isDirectory(home)) {
            return;
        }
        try (DirectoryStream<Path> places = Files.newDirectoryStream(home)) {
            for (Path place : places) {
                if (Files.isRegularFile(place.resolve(BUILD))) {
                    cancel(place);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the runs of deleted builds in " + home + " cannot be read");
        }
    }

    private static void cancel(Path place) throws IOException, InterruptedException {
        Build build = MAPPER.readValue(Files.readString(place.resolve(BUILD)), Build.class);
        Path folder = place.resolve(RUN);
        Job<?, ?> job = JenkinsFacade.item(build.job()) instanceof Job<?, ?> found ? found : null;
        var workbench = new Workbench(ServiceEnvironments.ofDeleted(job, OrphanedJobs.request(folder), folder));
        OrphanedJobs.end(workbench, folder, (level, words) -> tell(build, level, words));
        if (!Journal.leftOpen(folder.resolve(RunFolder.JOURNAL))) {
            Util.deleteRecursive(place.toFile());
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
