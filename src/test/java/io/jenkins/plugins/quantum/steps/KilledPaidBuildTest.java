package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.time.Clock;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed while a build waits for a provider's machine submits nothing twice. */
class KilledPaidBuildTest {
    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension().withHttpListenAddress("127.0.0.1");

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSubmitOnceWhenTheControllerIsKilledInMidWait() throws Throwable {
        service.jobs().hold();
        String endpoint = service.uri() + "/v0.4";
        real.startJenkins();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> begin(jenkins, endpoint));
        Await.until("the service has the job", () -> service.jobs().accepted() == 1);
        real.stopJenkinsForcibly();
        service.jobs().release();
        real.startJenkins();
        real.runRemotely((RealJenkinsExtension.Step) KilledPaidBuildTest::finish);

        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    private static void begin(JenkinsRule jenkins, String endpoint) throws Throwable {
        PaidBackends.configure(endpoint);
        PaidBackends.job(PaidBackends.folder(jenkins, "team", PaidBackends.KEY), "built-in", "model")
                .scheduleBuild2(0)
                .waitForStart();
    }

    private static void finish(JenkinsRule jenkins) throws Throwable {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(jenkins.jenkins
                .getItemByFullName("team/model", WorkflowJob.class)
                .getBuildByNumber(1)));
    }
}
