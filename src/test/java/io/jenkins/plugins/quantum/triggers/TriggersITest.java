package io.jenkins.plugins.quantum.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GroovyShell;
import hudson.model.FreeStyleProject;
import hudson.model.Queue;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.GuideExamples;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.backends.BackendStatus;
import io.jenkins.plugins.quantum.backends.LabDevice;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jobs that wait for a device. */
@WithJenkins
class TriggersITest {
    private final LabDevice device = LabDevice.named("garnet");
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        QuantumGlobalConfiguration.get().setBackends(List.of(new LabDevice.Configuration("garnet")));
    }

    private static BackendStatus status(BackendStatus.State state, String epoch) {
        return new BackendStatus(state, -1, -1, "", "lab/garnet", epoch, 1, 1, 0);
    }

    @Test
    void shouldKnowWhatIsNews() {
        var trigger = new QuantumBackendTrigger("garnet");
        BackendStatus online = status(BackendStatus.State.ONLINE, "a");

        assertThat(trigger.reason(status(BackendStatus.State.OFFLINE, "a"), online))
                .contains(BackendCause.Reason.BACK_ONLINE);
        assertThat(trigger.reason(online, status(BackendStatus.State.ONLINE, "b")))
                .contains(BackendCause.Reason.RECALIBRATED);
        assertThat(trigger.reason(online, online)).isEmpty();
        assertThat(trigger.reason(status(BackendStatus.State.NOT_ASKED, ""), online))
                .isEmpty();
        assertThat(trigger.reason(status(BackendStatus.State.UNREACHABLE, "a"), online))
                .isEmpty();
        assertThat(trigger.reason(online, status(BackendStatus.State.OFFLINE, "a")))
                .isEmpty();
        trigger.setBackOnline(false);
        trigger.setRecalibrated(false);
        assertThat(trigger.reason(status(BackendStatus.State.OFFLINE, "a"), status(BackendStatus.State.ONLINE, "b")))
                .isEmpty();
    }

    @Test
    void shouldBuildAPipelineWhenItsDeviceComesBack() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(
                "properties([pipelineTriggers([quantumBackend(backend: 'garnet', recalibrated: false)])])", true));
        jenkins.buildAndAssertSuccess(job);
        Await.until("the device was asked", () -> device.asked() == 1);
        QuantumBackendTrigger trigger = (QuantumBackendTrigger)
                job.getTriggersJobProperty().getTriggers().get(0);
        assertThat(trigger.isRecalibrated()).isFalse();
        assertThat(trigger.isBackOnline()).isTrue();

        trigger.reason(status(BackendStatus.State.OFFLINE, ""), status(BackendStatus.State.ONLINE, ""))
                .ifPresent(reason -> trigger.build(reason));

        Await.until("a build was started", () -> job.getBuildByNumber(2) != null);
        WorkflowRun build = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getBuildByNumber(2)));
        assertThat(build.getCause(BackendCause.class).getShortDescription())
                .isEqualTo("Backend garnet came back online");
        jenkins.assertLogContains("Backend garnet came back online", build);
    }

    @Test
    void shouldShareOnePollAndStopItWithTheLastTrigger() throws Exception {
        for (int i = 0; i < 20; i++) {
            FreeStyleProject job = jenkins.createFreeStyleProject();
            var trigger = new QuantumBackendTrigger("garnet");
            job.addTrigger(trigger);
            trigger.start(job, true);
        }
        Await.until("the device was asked", () -> device.asked() > 0);

        assertThat(device.asked()).isEqualTo(1);
        assertThat(BackendPoll.get().polls()).isEqualTo(1);
    }

    @Test
    void shouldKeepItsForm() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        var trigger = new QuantumBackendTrigger("garnet");
        trigger.setRecalibrated(false);
        job.addTrigger(trigger);
        job.addProperty(new HardwareWindowProperty("02:00-05:00 UTC\nSAT 10:00-12:00"));

        jenkins.configRoundtrip(job);

        jenkins.assertEqualDataBoundBeans(trigger, job.getTrigger(QuantumBackendTrigger.class));
        assertThat(job.getProperty(HardwareWindowProperty.class).getWindows().lines())
                .containsExactly("02:00-05:00 UTC", "SAT 10:00-12:00");
    }

    private static String windowIn(int fromHours, int toHours) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("HH:mm");
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        return form.format(now.plusHours(fromHours)) + "-" + form.format(now.plusHours(toHours)) + " UTC";
    }

    @Test
    void shouldHoldABuildBackUntilItsWindowOpens() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new HardwareWindowProperty(windowIn(2, 3)));
        job.scheduleBuild2(0);
        Await.until("the build waits", () -> {
            Queue.Item item = job.getQueueItem();
            return item != null && item.getWhy() != null && item.getWhy().contains("hardware windows");
        });

        job.removeProperty(HardwareWindowProperty.class);
        job.addProperty(new HardwareWindowProperty(windowIn(-1, 1)));
        jenkins.jenkins.getQueue().maintain();

        Await.until("the build began", () -> job.getBuildByNumber(1) != null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getBuildByNumber(1)));
    }

    @Test
    void shouldHoldBackWhatHasAWindowThatNobodyCanRead() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new HardwareWindowProperty(windowIn(-1, 1)));
        String damaged = job.getConfigFile().asString().replaceAll("<windows>[^<]*<", "<windows>at night<");
        job.updateByXml((Source) new StreamSource(new StringReader(damaged)));
        FreeStyleProject other = jenkins.createFreeStyleProject();

        job.scheduleBuild2(0);

        Await.until("the build waits", () -> {
            Queue.Item item = job.getQueueItem();
            return item != null && item.getWhy() != null && item.getWhy().contains("cannot be read");
        });
        jenkins.buildAndAssertSuccess(other);
    }

    @Test
    void shouldTakeTheWindowInAPipeline() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        job.setDefinition(
                new CpsFlowDefinition("properties([quantumWindow('MON-FRI 22:00-06:00 Europe/Berlin')])", true));
        jenkins.buildAndAssertSuccess(job);

        assertThat(job.getProperty(HardwareWindowProperty.class).getWindows())
                .isEqualTo("MON-FRI 22:00-06:00 Europe/Berlin");
    }

    @Test
    void shouldRunWhatTheGuideShows() throws Exception {
        int run = 0;
        for (String example : GuideExamples.of("triggers.md", "groovy")) {
            new GroovyShell().parse(example);
            if (example.startsWith("properties(")) {
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, "example" + run++);
                job.setDefinition(new CpsFlowDefinition(example, true));
                jenkins.buildAndAssertSuccess(job);
                assertThat(job.getProperty(HardwareWindowProperty.class) != null
                                || !job.getTriggersJobProperty().getTriggers().isEmpty())
                        .isTrue();
            }
        }
        assertThat(run).isEqualTo(2);
    }
}
