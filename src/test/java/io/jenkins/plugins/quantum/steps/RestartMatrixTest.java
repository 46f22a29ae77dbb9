package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The controller stops, or is killed, in each phase of a paid run, under each durability of pipelines: the service gets each job once.
 * A sample runs always, all combinations with {@code -Dqmlops.long=true}.
 */
class RestartMatrixTest {
    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [lab], budget: 5 USD, rounds: 1}}
            tests:
              - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
            """;

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension().withHttpListenAddress("127.0.0.1");

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);
    /** Answers that are held back until the controller is gone. */
    private final CountDownLatch gone = new CountDownLatch(1);

    private volatile boolean reached;

    /** Where the run is when the controller goes. */
    enum Phase {
        PLANNING,
        SUBMITTING,
        QUEUED,
        RUNNING,
        FETCHING,
        JUDGING
    }

    static Stream<Arguments> combinations() {
        List<Arguments> all = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
                for (boolean kill : new boolean[] {false, true}) {
                    all.add(Arguments.of(phase, hint, kill));
                }
            }
        }
        return Boolean.getBoolean("qmlops.long")
                ? all.stream()
                : Stream.of(
                        Arguments.of(Phase.SUBMITTING, FlowDurabilityHint.MAX_SURVIVABILITY, true),
                        Arguments.of(Phase.QUEUED, FlowDurabilityHint.PERFORMANCE_OPTIMIZED, false));
    }

    @AfterEach
    void stop() {
        gone.countDown();
        service.close();
    }

    @ParameterizedTest(name = "{0} {1} killed={2}")
    @MethodSource("combinations")
    void shouldSubmitOnce(Phase phase, FlowDurabilityHint hint, boolean kill) throws Throwable {
        String endpoint = service.uri() + "/v0.4";
        stopIn(phase);
        real.startJenkins();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> begin(jenkins, endpoint, hint.name()));
        Await.until(phase + " is reached", () -> reached(phase));
        if (kill) {
            real.stopJenkinsForcibly();
        } else {
            real.stopJenkins();
        }
        gone.countDown();
        service.jobs().release();
        // A pipeline of this durability cannot go on after a kill, which is Jenkins' contract: then the job is
        // cancelled, not repeated.
        boolean resumes = !kill || hint != FlowDurabilityHint.PERFORMANCE_OPTIMIZED;
        real.startJenkins();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> finish(jenkins, resumes));

        assertThat(service.jobs().accepted()).isLessThanOrEqualTo(1);
        assertThat(service.jobs().duplicates()).isEmpty();
        if (resumes) {
            assertThat(service.jobs().accepted()).isEqualTo(1);
        }
    }

    /** Holds the run in a phase: by the service, whose answer does not come before the controller is gone. */
    private void stopIn(Phase phase) {
        switch (phase) {
            case QUEUED -> service.jobs().hold();
            case RUNNING -> service.jobs().taking(Duration.ZERO, Duration.ofSeconds(20));
            case SUBMITTING -> holdAnswer("POST", "/jobs");
            case FETCHING -> holdAnswer("GET", "/results");
            default -> service.jobs().taking(Duration.ZERO, Duration.ofMillis(500));
        }
    }

    private void holdAnswer(String method, String path) {
        service.drawing(asked -> {
            if (!reached && asked.method().equals(method) && asked.path().contains(path)) {
                reached = true;
                return java.util.Optional.of(
                        new io.jenkins.plugins.quantum.engine.testkit.FakeService.Mishap(true, held()));
            }
            return java.util.Optional.empty();
        });
    }

    private Answer held() {
        try {
            gone.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(502);
    }

    private boolean reached(Phase phase) {
        return switch (phase) {
            case PLANNING -> true; // the build has only just begun
            case JUDGING -> service.asked().stream().map(Asked::path).anyMatch(path -> path.contains("results"));
            case QUEUED, RUNNING -> service.jobs().accepted() == 1;
            case SUBMITTING, FETCHING -> reached;
        };
    }

    private static void begin(JenkinsRule jenkins, String endpoint, String hint) throws Throwable {
        PaidBackends.configure(endpoint);
        WorkflowJob job =
                PaidBackends.folder(jenkins, "team", PaidBackends.KEY).createProject(WorkflowJob.class, "model");
        job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.valueOf(hint)));
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + SuiteFiles.write("ghz.qasm", SuiteFiles.GHZ) + SuiteFiles.write("quantum.yml", SUITE)
                        + "quantumTest()\n}\n",
                true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void finish(JenkinsRule jenkins, boolean resumes) throws Throwable {
        var build = jenkins.waitForCompletion(jenkins.jenkins
                .getItemByFullName("team/model", WorkflowJob.class)
                .getBuildByNumber(1));
        if (resumes) {
            jenkins.assertBuildStatusSuccess(build);
        }
    }
}
