package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.orphans.OrphanSearch;
import java.time.Clock;
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
    void shouldCancelWhatABuildLeftThatIsDeleted() throws Throwable {
        orphan();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> over(jenkins).delete());

        assertThat(cancelled()).isTrue();
    }
}
