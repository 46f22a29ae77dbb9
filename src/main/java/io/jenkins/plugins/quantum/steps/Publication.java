package io.jenkins.plugins.quantum.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.JUnitResultArchiver;
import hudson.tasks.test.PipelineTestDetails;
import io.jenkins.plugins.quantum.agent.UnitStatus;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.JunitXml;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.report.VerdictText;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import io.jenkins.plugins.quantum.report.ResultFiles;
import io.jenkins.plugins.quantum.report.ResultListener;
import io.jenkins.plugins.quantum.report.TrendIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Brings a finished unit into the build: files, page, trend, log, tests. Both front ends use it. */
final class Publication {
    private final Run<?, ?> run;
    private final TaskListener listener;
    private final String id;

    Publication(Run<?, ?> run, TaskListener listener, String id) {
        this.run = run;
        this.listener = listener;
        this.id = id;
    }

    /**
     * Nothing, where a run has ended well.
     *
     * @throws AbortException
     *     when there is no result: the input was refused, the run was cancelled, or the engine broke
     */
    static void requireFinished(UnitStatus status) throws AbortException {
        switch (status.state()) {
            case FINISHED -> {
                // there is a result
            }
            case REFUSED -> throw new AbortException(status.message());
            case CANCELLED -> throw new AbortException("quantumTest was cancelled");
            case BROKEN ->
                throw new AbortException("quantumTest could not run: " + status.message()
                        + " (the log of the node, or of the controller, has the details)");
            case ABSENT, RUNNING -> throw new AbortException("quantumTest lost its run on the node");
        }
    }

    /** Reads a result that came from a node. */
    static RunResult parse(String json) throws IOException {
        Path file = Files.createTempFile("quantum-result", ".json");
        try {
            Files.writeString(file, json);
            return ResultJson.read(file);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Writes the result into the build and shows it on its page, in the trend and in the log. Nothing happens when it is there
     * already: Jenkins may have stopped between publishing and remembering it.
     */
    void publish(RunResult result) throws IOException {
        if (run.getActions(QuantumBuildAction.class).stream()
                .anyMatch(action -> action.getId().equals(id))) {
            return;
        }
        ResultFiles.of(run, id).write(result);
        var action = new QuantumBuildAction(run, id, result);
        run.addAction(action);
        TrendIndex.of(run.getParent()).append(result, run);
        listener.getLogger().println(VerdictText.summary(result));
        ResultListener.tell(run, listener, id, result);
    }

    /** Publishes the verdicts as JUnit tests. */
    void publishTests(RunResult result, PipelineTestDetails place) throws IOException, InterruptedException {
        // Here on the controller: the node may be gone by now.
        var folder =
                new FilePath(ResultFiles.of(run, id).path().resolve("junit").toFile());
        folder.mkdirs();
        FilePath file = folder.child("junit.xml");
        file.write(JunitXml.write(result), "UTF-8");
        var archiver = new JUnitResultArchiver("junit.xml");
        archiver.setAllowEmptyResults(false);
        archiver.setSkipPublishingChecks(true);
        try {
            // Not perform: the policy decides what a failed gate does to the build, not the archiver.
            JUnitResultArchiver.parseAndSummarize(
                    archiver, place, run, folder, new Launcher.LocalLauncher(listener), listener);
        } finally {
            folder.deleteRecursive();
        }
    }

    /** What a result does to the build: open questions and missing data are never green. */
    static Result severity(RunResult result, Policy policy) {
        return switch (result.exitCode()) {
            case 0 -> Result.SUCCESS;
            case 1 -> policy == Policy.FAIL ? Result.FAILURE : Result.UNSTABLE;
            default -> result.inconclusive() == Suite.Policy.FAIL ? Result.FAILURE : Result.UNSTABLE;
        };
    }

    /** One line that says why the build is not green. */
    static String headline(RunResult result) {
        for (Verdict worst : new Verdict[] {Verdict.FAIL, Verdict.NO_DATA, Verdict.INCONCLUSIVE}) {
            for (RunResult.TestResult test : result.tests()) {
                for (RunResult.GateResult gate : test.gates()) {
                    if (gate.verdict() == worst && gate.open()) {
                        return "quantumTest: "
                                + VerdictText.line(test.name(), test.backend(), gate)
                                        .strip();
                    }
                }
            }
        }
        return "quantumTest: exit code " + String.format(Locale.ROOT, "%d", result.exitCode());
    }
}
