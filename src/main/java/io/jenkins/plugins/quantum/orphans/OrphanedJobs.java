package io.jenkins.plugins.quantum.orphans;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.EndedJob;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.service.ServiceEnvironments;
import io.jenkins.plugins.quantum.service.SpendGuards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Cancels what the run in a folder left at providers, and says so in Jenkins' log and in the log of the build where it is. */
final class OrphanedJobs {
    private static final Logger LOGGER = Logger.getLogger(OrphanedJobs.class.getName());

    private final Run<?, ?> run;

    OrphanedJobs(Run<?, ?> run) {
        this.run = run;
    }

    /** Waits for the answers of the providers, for a limited time. */
    void cancel(Path folder) throws InterruptedException {
        String result = String.valueOf(folder.resolveSibling("").getFileName());
        int jobs = end(
                new Workbench(ServiceEnvironments.of(run, result, request(folder), folder, null)), folder, this::tell);
        SpendGuards.cancelled(run, result, jobs + " jobs that the build had left at services");
    }

    /**
     * Cancels what is open by the journal in a folder.
     *
     * @param tell
     *     hears what became of it, in lines
     * @return how many jobs were open; 0 where that cannot be found out
     */
    static int end(Workbench workbench, Path folder, BiConsumer<Level, String> tell) throws InterruptedException {
        var words = new StringBuilder();
        RunListener listener = new RunListener() {
            @Override
            public void note(String note) {
                words.append(note).append('\n');
            }
        };
        try {
            List<EndedJob> ended = workbench.cancel(folder, listener);
            ended.forEach(job -> words.append(job.words()).append('\n'));
            boolean over = ended.stream().allMatch(EndedJob::over);
            tell.accept(over ? Level.INFO : Level.WARNING, words.toString());
            return ended.size();
        } catch (InputException | OutputException e) {
            tell.accept(Level.WARNING, words + "what it left cannot be cancelled: " + e.getMessage() + "\n");
            return 0;
        }
    }

    private void tell(Level level, String words) {
        String name = run.getExternalizableId();
        for (String line : words.strip().split("\\R")) {
            String text = "quantumTest of " + name + ", which is over: " + line.replaceAll("\\p{Cntrl}", " ");
            LOGGER.log(level, text);
            append(text);
        }
    }

    /** The build is over: its log is a file to which nobody else writes. */
    private void append(String line) {
        Path log = run.getRootDir().toPath().resolve("log");
        if (!Files.isRegularFile(log)) {
            return;
        }
        try {
            Files.writeString(log, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "no line in " + log);
        }
    }

    /** As it was when the build began; where that is gone, with the backends of today. */
    @NonNull
    static UnitRequest request(Path folder) {
        Path kept = folder.resolveSibling("request.json");
        try {
            if (Files.isRegularFile(kept)) {
                return UnitRequest.fromJson(Files.readString(kept));
            }
        } catch (IOException | IllegalStateException e) {
            LOGGER.log(Level.FINE, e, () -> kept + " cannot be read");
        }
        List<UnitRequest.ConfiguredBackend> backends = QuantumGlobalConfiguration.get().getBackends().stream()
                .map(QuantumBackendConfiguration::toConfiguredBackend)
                .toList();
        return new UnitRequest("", "", "", false, "", 0, 1, "", "", backends, Map.of(), Map.of(), "", false);
    }
}
