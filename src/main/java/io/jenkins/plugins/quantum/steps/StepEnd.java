package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import io.jenkins.plugins.quantum.report.ResultFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is left to do when a step ends without a result. Its context may be over: only the build is asked. */
final class StepEnd {
    private static final Logger LOGGER = Logger.getLogger(StepEnd.class.getName());

    private final Run<?, ?> run;
    private final String resultId;

    /**
     * Does nothing yet.
     *
     * @param run
     *     null where it is gone
     * @param resultId
     *     null where no name was taken
     */
    StepEnd(@CheckForNull Run<?, ?> run, @CheckForNull String resultId) {
        this.run = run;
        this.resultId = resultId;
    }

    /** Cancels both parts; in a thread that may wait. */
    void cancel(String unitId, String request, @CheckForNull FilePath here) {
        boolean kept = here != null && keepJournal(unitId, request, here);
        if (run != null && resultId != null) {
            new SplitRun(run, resultId, unitId, UnitRequest.fromJson(request), () -> {}).cancelServices();
        }
        release();
        if (here == null) {
            return; // the node's run ends with its connection
        }
        try {
            if (kept) {
                WorkUnit.of(here, unitId).delete();
            } else {
                WorkUnit.of(here, unitId).cancel();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the run of " + unitId + " could not be cancelled on its node");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A build of an earlier version submitted from its node, which alone has the journal: it goes to the build's folder, where the search
     * for orphans finds it and cancels what is open.
     *
     * @return whether there was one and it is kept; else it is not removed from the node
     */
    private boolean keepJournal(String unitId, String request, FilePath here) {
        if (run == null || resultId == null) {
            return false;
        }
        try {
            String journal = WorkUnit.of(here, unitId).leftJournal();
            if (journal.isEmpty()) {
                return false;
            }
            Path folder = ResultFiles.of(run, resultId).path();
            Files.createDirectories(folder.resolve(SplitRun.SERVICE));
            WholeFile.write(folder.resolve(SplitRun.REQUEST), request);
            WholeFile.write(folder.resolve(SplitRun.SERVICE).resolve(RunFolder.JOURNAL), journal);
            return true;
        } catch (IOException | OutputException e) {
            LOGGER.log(Level.WARNING, e, () -> "the journal of " + unitId + " stays on its node");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Without a result its name is free again. */
    void release() {
        if (run == null || resultId == null) {
            return;
        }
        try {
            ResultFiles files = ResultFiles.of(run, resultId);
            Files.deleteIfExists(files.path().resolve(CompilingNode.FILE));
            files.release();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "the name " + resultId + " stays taken");
        }
    }
}
