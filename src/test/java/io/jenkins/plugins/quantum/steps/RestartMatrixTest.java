package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeService.Mishap;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
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
 * The controller stops, or is killed, in each phase of a paid run, with one build of each durability of pipelines at work, each at a
 * service of its own: every service gets its job once. A sample runs always; with {@code -Dqmlops.long=true} all combinations, or those
 * of the phases in {@code -Dqmlops.phases=QUEUED,RUNNING}, whose rows go to {@code bench/results/restart-matrix.md}.
 */
class RestartMatrixTest {
    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension().withHttpListenAddress("127.0.0.1");

    private final Map<FlowDurabilityHint, FakeIonq> services = new EnumMap<>(FlowDurabilityHint.class);
    /** Answers that are held back until the controller is gone. */
    private final CountDownLatch gone = new CountDownLatch(1);

    /** Services that hold an answer back. */
    private final Set<FakeIonq> reached = ConcurrentHashMap.newKeySet();

    RestartMatrixTest() {
        for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
            services.put(hint, new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY));
        }
    }

    /** Where the runs are when the controller goes. */
    enum Phase {
        PLANNING,
        SUBMITTING,
        QUEUED,
        RUNNING,
        FETCHING,
        JUDGING
    }

    static Stream<Arguments> restarts() {
        if (!Boolean.getBoolean("qmlops.long")) {
            return Stream.of(Arguments.of(Phase.SUBMITTING, true), Arguments.of(Phase.QUEUED, false));
        }
        String phases = "," + System.getProperty("qmlops.phases", "") + ",";
        return Stream.of(Phase.values())
                .filter(phase -> phases.equals(",,") || phases.contains("," + phase + ","))
                .flatMap(phase -> Stream.of(Arguments.of(phase, false), Arguments.of(phase, true)));
    }

    @AfterEach
    void stop() {
        gone.countDown();
        services.values().forEach(FakeIonq::close);
    }

    @ParameterizedTest(name = "{0} killed={1}")
    @MethodSource("restarts")
    void shouldSubmitOnce(Phase phase, boolean kill) throws Throwable {
        var endpoints = new ArrayList<String>();
        services.forEach((hint, service) -> {
            endpoints.add(service.uri() + "/v0.4");
            stopIn(phase, service);
        });
        real.startJenkins();
        real.runRemotely((RealJenkinsExtension.Step) jenkins -> begin(jenkins, endpoints));
        for (FakeIonq service : services.values()) {
            Await.until(phase + " is reached", () -> reached(phase, service));
        }
        if (kill) {
            real.stopJenkinsForcibly();
        } else {
            real.stopJenkins();
        }
        gone.countDown();
        services.values().forEach(service -> service.jobs().release());
        real.startJenkins();
        ArrayList<String> outcomes =
                real.runRemotely((RealJenkinsExtension.Step2<ArrayList<String>>) RestartMatrixTest::outcomes);
        judge(phase, kill, outcomes);
    }

    private void judge(Phase phase, boolean kill, List<String> outcomes) throws Exception {
        var softly = new SoftAssertions();
        for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
            // A pipeline of this durability cannot go on after a kill, which is Jenkins' contract: what it submitted is
            // cancelled, not repeated.
            boolean resumes = !kill || hint != FlowDurabilityHint.PERFORMANCE_OPTIMIZED;
            String outcome = outcomes.get(hint.ordinal());
            var jobs = services.get(hint).jobs();
            if (Boolean.getBoolean("qmlops.long")) {
                RestartTable.row(
                        phase + " | " + (kill ? "kill -9" : "stopped") + " | " + hint,
                        jobs.accepted() + " | " + jobs.duplicates().size() + " | " + outcome);
            }
            softly.assertThat(jobs.duplicates()).as(hint + ", paid twice").isEmpty();
            softly.assertThat(jobs.accepted())
                    .as(hint + ", jobs")
                    .isBetween(resumes && "SUCCESS".equals(outcome) ? 1 : 0, 1);
            if (kill && phase == Phase.PLANNING) {
                // whether Jenkins has saved the pipeline by then is a race that it may lose: then the build fails
                softly.assertThat(outcome).as(hint.name()).isIn("SUCCESS", "FAILURE");
            } else {
                softly.assertThat(outcome).as(hint.name()).isEqualTo(resumes ? "SUCCESS" : "FAILURE");
            }
        }
        softly.assertAll();
    }

    /** Holds the run in a phase: by the service, whose answer does not come before the controller is gone. */
    private void stopIn(Phase phase, FakeIonq service) {
        switch (phase) {
            case QUEUED -> service.jobs().hold();
            case RUNNING -> service.jobs().taking(Duration.ZERO, Duration.ofSeconds(20));
            case SUBMITTING -> holdAnswer(service, "POST", "/jobs");
            case FETCHING -> holdAnswer(service, "GET", "/results");
            default -> service.jobs().taking(Duration.ZERO, Duration.ofMillis(500));
        }
    }

    private void holdAnswer(FakeIonq service, String method, String path) {
        service.drawing(asked -> {
            if (asked.method().equals(method) && asked.path().contains(path) && reached.add(service)) {
                return Optional.of(new Mishap(true, held()));
            }
            return Optional.empty();
        });
    }

    private Answer held() {
        try {
            assertThat(gone.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(502);
    }

    private boolean reached(Phase phase, FakeIonq service) {
        return switch (phase) {
            case PLANNING -> began();
            case JUDGING -> service.asked().stream().map(Asked::path).anyMatch(path -> path.contains("results"));
            case QUEUED, RUNNING -> service.jobs().accepted() == 1;
            case SUBMITTING, FETCHING -> reached.contains(service);
        };
    }

    /** Whether every step has begun: a build that is killed before has nothing on the disk to go on with, which is Jenkins' affair. */
    private boolean began() {
        return Stream.of(FlowDurabilityHint.values()).allMatch(hint -> {
            Path log = real.getHome().toPath().resolve("jobs/team/jobs/" + hint + "/builds/1/log");
            try {
                return Files.exists(log) && Files.readString(log).contains("quantumTest");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String suite(FlowDurabilityHint hint) {
        return """
            version: 1
            profiles: {pr: {backends: [%s], budget: 5 USD, rounds: 1}}
            tests:
              - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
            """
                .formatted(backend(hint));
    }

    private static String backend(FlowDurabilityHint hint) {
        return "lab" + hint.ordinal();
    }

    private static void begin(JenkinsRule jenkins, List<String> endpoints) throws Throwable {
        jenkins.jenkins.setNumExecutors(FlowDurabilityHint.values().length);
        var backends = new ArrayList<CloudBackendConfiguration>();
        for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
            var lab = new CloudBackendConfiguration(backend(hint), "ionq");
            lab.setCredentialsId(PaidBackends.ID);
            lab.setOptions(List.of(new BackendOption("endpoint", endpoints.get(hint.ordinal()))));
            backends.add(lab);
        }
        QuantumGlobalConfiguration.get().setBackends(List.copyOf(backends));
        var folder = PaidBackends.folder(jenkins, "team", PaidBackends.KEY);
        for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
            WorkflowJob job = folder.createProject(WorkflowJob.class, hint.name());
            job.addProperty(new DurabilityHintJobProperty(hint));
            job.setDefinition(new CpsFlowDefinition(
                    "node {\n" + SuiteFiles.write("ghz.qasm", SuiteFiles.GHZ)
                            + SuiteFiles.write("quantum.yml", suite(hint)) + "quantumTest()\n}\n",
                    true));
            job.scheduleBuild2(0).waitForStart();
        }
    }

    private static ArrayList<String> outcomes(JenkinsRule jenkins) throws Throwable {
        var outcomes = new ArrayList<String>();
        for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
            var build = jenkins.jenkins
                    .getItemByFullName("team/" + hint, WorkflowJob.class)
                    .getBuildByNumber(1);
            outcomes.add(String.valueOf(jenkins.waitForCompletion(build).getResult()));
        }
        return outcomes;
    }
}
