package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeService.Mishap;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.orphans.OrphanSearch;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Jobs at a provider whose build did not survive its controller are cancelled. */
class OrphanedJobsTest {
    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension().withHttpListenAddress("127.0.0.1");

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    /** A pipeline that keeps nothing while it runs cannot go on after a kill: its build ends, its job at the provider does not. */
    private void orphan() throws Throwable {
        service.jobs().hold();
        String endpoint = service.uri() + "/v0.4";
        real.startJenkins();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> {
            PaidBackends.configure(endpoint);
            WorkflowJob job =
                    PaidBackends.job(PaidBackends.folder(jenkins, "team", PaidBackends.KEY), "built-in", "model");
            job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
            job.scheduleBuild2(0).waitForStart();
        });
        Await.until("the service has the job", () -> service.jobs().accepted() == 1);
        real.stopJenkinsForcibly();
        real.startJenkins();
    }

    private static WorkflowRun over(JenkinsRule jenkins) throws Exception {
        return jenkins.waitForCompletion(jenkins.jenkins
                .getItemByFullName("team/model", WorkflowJob.class)
                .getBuildByNumber(1));
    }

    private boolean cancelled() {
        return service.jobs().all().stream().allMatch(job -> job.state() == FakeJob.State.CANCELLED);
    }

    @Test
    void shouldCancelWhatABuildLeftThatDidNotSurviveItsController() throws Throwable {
        orphan();
        assertThat(cancelled()).isFalse();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> {
            WorkflowRun build = over(jenkins);
            OrphanSearch.all();
            jenkins.assertLogContains("which is over: Job ", build);
            jenkins.assertLogContains("was cancelled", build);
        });

        assertThat(cancelled()).isTrue();
        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    @Test
    void shouldCancelWhatABuildLeftWhoseFolderIsDeleted() throws Throwable {
        orphan();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> {
            over(jenkins);
            jenkins.jenkins.getItem("team").delete(); // and with it the key
        });

        Await.until("the job of the deleted build is cancelled", this::cancelled);
    }

    @Test
    void shouldDeleteABuildWithoutWaitingForTheProviderAndLoseNothingByARestart() throws Throwable {
        orphan();
        var held = new CountDownLatch(1);
        service.drawing(asked -> asked.path().contains("cancel") ? Optional.of(refused(held)) : Optional.empty());
        try {
            real.runRemotely(
                    (RealJenkinsExtension.Step) jenkins -> over(jenkins).delete());
            assertThat(cancelled()).isFalse();
            real.stopJenkinsForcibly();
        } finally {
            held.countDown();
        }
        service.drawing(asked -> Optional.empty());
        real.startJenkins();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> {
            OrphanSearch.all();
            assertThat(jenkins.jenkins.getRootDir().toPath().resolve("quantum/deleted"))
                    .isEmptyDirectory();
            assertThat(AuditText.of(jenkins)).contains("\"cancel\"", "deleted build #1");
        });

        assertThat(cancelled()).isTrue();
        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    private static Mishap refused(CountDownLatch held) {
        try {
            assertThat(held.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Mishap(false, Answer.of(503));
    }
}
