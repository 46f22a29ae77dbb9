package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Util;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Builds that wait for a provider's machine: nothing is submitted twice, nothing is left running, no key is seen. */
class PaidBackendTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private WorkflowRun begin(JenkinsRule jenkins) throws Exception {
        PaidBackends.configure(service.uri() + "/v0.4");
        PaidBackends.globalKey("a-key-that-the-service-refuses");
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job =
                PaidBackends.job(PaidBackends.folder(jenkins, "team", PaidBackends.KEY), agent.getNodeName(), "model");
        return job.scheduleBuild2(0).waitForStart();
    }

    private void awaitSubmission(int jobs) throws Exception {
        Await.until("the service has " + jobs + " jobs", () -> service.jobs().accepted() == jobs);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins
                .getItemByFullName("team/model", WorkflowJob.class)
                .getBuildByNumber(1);
    }

    @Test
    void shouldUseTheKeyOfTheFolderAndShowItNowhere() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = begin(jenkins);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

            assertThat(service.jobs().accepted()).isPositive();
            assertThat(filesWith(jenkins.jenkins.getRootDir().toPath(), PaidBackends.KEY))
                    .isEmpty();
        });
    }

    @Test
    void shouldSayThatABuildElsewhereHasNoKey() throws Throwable {
        sessions.then(jenkins -> {
            PaidBackends.configure(service.uri() + "/v0.4");
            PaidBackends.folder(jenkins, "team", PaidBackends.KEY);
            WorkflowJob job = PaidBackends.job(
                    jenkins.createProject(com.cloudbees.hudson.plugins.folder.Folder.class, "other"),
                    jenkins.createOnlineSlave().getNodeName(),
                    "model");

            WorkflowRun build = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());

            assertThat(build.getResult()).isNotEqualTo(Result.SUCCESS);
            jenkins.assertLogContains("IonQ API key", build);
            assertThat(service.jobs().accepted()).isZero();
        });
    }

    @Test
    void shouldNotSendTheKeyWhereASuiteWantsIt() throws Throwable {
        sessions.then(jenkins -> {
            PaidBackends.configure(service.uri() + "/v0.4");
            WorkflowJob job = PaidBackends.job(
                    PaidBackends.folder(jenkins, "team", PaidBackends.KEY),
                    jenkins.createOnlineSlave().getNodeName(),
                    "model",
                    "backends: {lab: {type: ionq, endpoint: '" + service.uri() + "/v0.4'}}\n");

            WorkflowRun build = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());

            assertThat(build.getResult()).isNotEqualTo(Result.SUCCESS);
            assertThat(service.asked())
                    .noneMatch(request -> request.headers().toString().contains(PaidBackends.KEY));
        });
    }

    @Test
    void shouldSubmitOnceWhenTheControllerRestartsInMidWait() throws Throwable {
        service.jobs().hold();
        sessions.then(jenkins -> {
            begin(jenkins);
            awaitSubmission(1);
        });
        assertThat(service.jobs().all()).extracting(FakeJob::state).containsOnly(FakeJob.State.QUEUED);
        sessions.then(jenkins -> {
            jenkins.waitForMessage("Going on with the run where it was cut off", build(jenkins));
            service.jobs().release();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins)));
        });

        assertThat(service.jobs().accepted()).isEqualTo(1);
        assertThat(service.jobs().duplicates()).isEmpty();
    }

    /** As the version before credentials stayed on the controller left it: the journal lies on the node, nothing is prepared. */
    @Test
    void shouldGoOnFromTheControllerWithABuildThatAnEarlierVersionBeganOnTheNode() throws Throwable {
        service.jobs().hold();
        String[] unit = new String[1];
        sessions.then(jenkins -> {
            PaidBackends.configure(service.uri() + "/v0.4");
            WorkflowRun build = PaidBackends.job(
                            PaidBackends.folder(jenkins, "team", PaidBackends.KEY), "built-in", "model")
                    .scheduleBuild2(0)
                    .waitForStart();
            awaitSubmission(1);
            unit[0] = ResultIds.unit(
                    build, build.getExecution().getCurrentHeads().get(0).getId());
        });
        toNode(sessions.getHome().toPath(), unit[0]);
        sessions.then(jenkins -> {
            jenkins.waitForMessage("An earlier version of the plugin began this run on the node", build(jenkins));
            service.jobs().release();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins)));
        });

        assertThat(service.jobs().accepted()).isEqualTo(1);
        assertThat(service.jobs().duplicates()).isEmpty();
    }

    private static void toNode(Path home, String unit) throws IOException {
        Path workspace = home.resolve("workspace/team/model");
        Path node = workspace.resolveSibling("model@tmp").resolve("quantum").resolve(unit);
        Path results = home.resolve("jobs/team/jobs/model/builds/1/quantum");
        Path service;
        try (var all = Files.walk(results)) {
            service = all.filter(path -> path.endsWith("service")).findFirst().orElseThrow();
        }
        Files.createDirectories(node);
        String journal = Files.readString(service.resolve("journal.jsonl"));
        String old = journal.replaceAll(
                        "\"suite\":\"[^\"]*\"", "\"suite\":\"" + workspace.resolve("quantum.yml") + "\"")
                .replaceAll(",\"share\":\"[^\"]*\"", "");
        assertThat(old).isNotEqualTo(journal).doesNotContain("remote").contains(workspace.toString());
        Files.writeString(node.resolve("journal.jsonl"), old);
        Util.deleteContentsRecursive(service.resolveSibling("").toFile());
    }

    @Test
    void shouldCancelAtTheServiceWhatAnAbortedBuildSubmitted() throws Throwable {
        service.jobs().hold();
        sessions.then(jenkins -> {
            WorkflowRun build = begin(jenkins);
            awaitSubmission(1);

            build.doStop();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            Await.until(
                    "the job is cancelled", () -> service.jobs().all().get(0).state() == FakeJob.State.CANCELLED);
        });
    }

    /** Walks a home that Jenkins goes on writing to: files and folders may be gone before they are read. */
    private static List<Path> filesWith(Path root, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && contains(file, text)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                return goOn(gone);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException gone) throws IOException {
                return goOn(gone);
            }
        });
        return found;
    }

    private static FileVisitResult goOn(IOException problem) throws IOException {
        if (problem == null || problem instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw problem;
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (NoSuchFileException gone) {
            return false; // Jenkins removes files while it works
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
