package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.scm.NullSCM;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.PageTimes;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Many steps that wait for a provider's machine at once, in one controller: 50, or with {@code -Dqmlops.long=true} a thousand; the figures become
 * {@code target/jenkins-load-*.md}, from which {@code bench/results/jenkins-load.md} is written.
 */
@WithJenkins
class JenkinsLoadITest {
    private static final boolean LONG = Boolean.getBoolean("qmlops.long");
    private static final int STEPS = Integer.getInteger("qmlops.steps", LONG ? 1000 : 50);
    private static final int BLOCKING = Integer.getInteger("qmlops.blocking", LONG ? 1000 : 50);
    private static final int BRANCHES = 25;
    private static final int MOST_THREADS = 12;
    /** Few pages on a busy machine tell no more than their median. */
    private static final double SHARE = LONG ? 0.95 : 0.5;

    private static final int PAGES = LONG ? 60 : 20;
    private static final String PAGE = "page of a build that has ended";
    private static final Map<String, String> FILES = new ConcurrentHashMap<>();

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);
    private JenkinsRule jenkins;
    private Folder folder;

    @AfterEach
    void stop() {
        service.close();
    }

    private void prepare(JenkinsRule rule, String step) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(0);
        PaidBackends.configure(service.uri() + "/v0.4");
        folder = PaidBackends.folder(jenkins, "team", PaidBackends.KEY);
        FILES.put("ghz.qasm", SuiteFiles.GHZ);
        FILES.put(
                "quantum.yml",
                """
                version: 1
                profiles: {pr: {backends: [lab], budget: 5 USD, rounds: 1}}
                tests:
                  - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
                """);
        FILES.put(
                "Jenkinsfile",
                """
                def branches = [:]
                for (int i = 0; i < BRANCHES; i++) {
                    int number = i
                    branches["b${number}"] = { STEP }
                }
                parallel branches
                """
                        .replace("BRANCHES", Integer.toString(BRANCHES))
                        .replace("STEP", step));
    }

    private WorkflowRun begin(int number) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "model-" + number);
        var definition = new CpsScmFlowDefinition(new NullSCM(), "Jenkinsfile");
        definition.setLightweight(true);
        job.setDefinition(definition);
        return job.scheduleBuild2(0).waitForStart();
    }

    private List<WorkflowRun> begin(int first, int count) throws Exception {
        List<WorkflowRun> builds = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            builds.add(begin(i));
        }
        return builds;
    }

    /** What runs in this process but belongs to the fake service or to a measurement counts nowhere. */
    private static Map<String, Long> threads() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(name -> !name.equals("fake-service") && !name.startsWith("HTTP-Dispatcher"))
                .map(name -> name.replaceAll("(?:\\[.*|#?[0-9]+.*| for .*|: .*)$", ""))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    private static long sum(Map<String, Long> threads) {
        return threads.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> over(Map<String, Long> idle, Map<String, Long> now) {
        Map<String, Long> more = new TreeMap<>();
        now.forEach((name, count) -> {
            long added = count - idle.getOrDefault(name, 0L);
            if (added > 0) {
                more.put(name, added);
            }
        });
        return more;
    }

    /** In kilobytes, of what is left after a collection. */
    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 10;
    }

    /** What was seen while all steps wait. */
    private record Seen(
            long threadsOver,
            Map<String, Long> names,
            long kilobytes,
            double idleMillis,
            double waitingMillis,
            double seconds) {
        String row(String pattern, int steps) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.1f | %.1f | %.2f | %.0f |%n",
                    pattern,
                    steps,
                    threadsOver,
                    kilobytes / steps,
                    idleMillis,
                    waitingMillis,
                    waitingMillis / idleMillis,
                    seconds);
        }
    }

    /** The build whose page is asked for has ended before, with as many results as one that waits will have. */
    private Seen load(int steps) throws Exception {
        new PageTimes(jenkins).add("a folder", folder.getUrl()).measure(20, 0);
        Map<String, Long> idle = threads();
        WorkflowRun ended = jenkins.waitForCompletion(begin(0));
        jenkins.assertBuildStatusSuccess(ended);
        int before = service.jobs().accepted();
        assertThat(before).isEqualTo(BRANCHES);
        pages(ended, "").measure(20, 0);
        PageTimes idlePages = pages(ended, "");
        idlePages.measure(0, PAGES);
        long heap = heap();

        service.jobs().hold();
        long start = System.nanoTime();
        List<WorkflowRun> builds = begin(1, steps / BRANCHES);
        int all = before + steps;
        Await.until(
                "all jobs are at the service",
                Duration.ofMinutes(20),
                () -> service.jobs().accepted() == all);
        double seconds = (System.nanoTime() - start) / 1e9;
        quiet(idle);
        long used = heap() - heap;
        PageTimes waitingPages = pages(ended, builds.get(0).getUrl());
        waitingPages.measure(2, PAGES);
        Map<String, Long> now = threads();
        assertThat(builds).allMatch(WorkflowRun::isBuilding);

        service.jobs().release();
        for (WorkflowRun build : builds) {
            Await.until("all builds end", Duration.ofMinutes(20), () -> !build.isBuilding());
            jenkins.assertBuildStatusSuccess(build);
        }
        assertThat(service.jobs().accepted()).isEqualTo(all);
        assertThat(service.jobs().duplicates()).isEmpty();
        return new Seen(
                sum(now) - sum(idle),
                over(idle, now),
                used,
                idlePages.quantile(PAGE, SHARE),
                waitingPages.quantile(PAGE, SHARE),
                seconds);
    }

    /** Threads that only the beginning needed go home after a minute. */
    private static void quiet(Map<String, Long> idle) throws Exception {
        long[] least = {Long.MAX_VALUE};
        long end = System.nanoTime() + Duration.ofSeconds(LONG ? 150 : 20).toNanos();
        Await.until("threads come to rest", Duration.ofMinutes(5), () -> {
            least[0] = Math.min(least[0], sum(threads()));
            return least[0] <= sum(idle) + MOST_THREADS / 2 || System.nanoTime() > end;
        });
    }

    private PageTimes pages(WorkflowRun ended, String waiting) throws IOException {
        var pages = new PageTimes(jenkins).add(PAGE, ended.getUrl());
        return waiting.isEmpty() ? pages : pages.add("page of a build that waits", waiting);
    }

    private static void report(String row, Seen seen) throws IOException {
        Files.writeString(
                Path.of("target", "jenkins-load-" + row.split(" ", 3)[1] + ".md"),
                row + "\nThreads over idle: " + seen.names() + "; "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB of heap allowed, "
                        + Runtime.getRuntime().availableProcessors() + " processors\n");
    }

    @Test
    void shouldWaitWithFewThreadsHoweverManyStepsThereAre(JenkinsRule rule) throws Exception {
        prepare(rule, "quantumTest(id: \"r${number}\")");

        Seen seen = load(STEPS);

        report(seen.row("quantumTest", STEPS), seen);
        for (WorkflowJob job : folder.getAllItems(WorkflowJob.class)) {
            List<QuantumBuildAction> results = job.getLastBuild().getActions(QuantumBuildAction.class);
            var key = CredentialsProvider.findCredentialById(
                    PaidBackends.ID, StringCredentials.class, job.getLastBuild());
            assertThat(CredentialsProvider.getFingerprintOf(key)
                            .getRangeSet(job)
                            .includes(1))
                    .as("the use of the key is on record")
                    .isTrue();
            assertThat(results)
                    .hasSize(BRANCHES)
                    .allMatch(result -> result.getPassed() == 1 && result.getExitCode() == 0);
        }
        assertThat(seen.threadsOver())
                .as("threads over idle: " + seen.names())
                .isLessThanOrEqualTo(LONG ? MOST_THREADS : 2 * MOST_THREADS); // some have not gone home yet
        assertThat(seen.waitingMillis())
                .as("p95 of a build's page")
                .isLessThan(LONG ? 3 * seen.idleMillis() : 10 * seen.idleMillis());
    }

    /** What is compared with. */
    @Test
    @EnabledIfSystemProperty(
            named = "qmlops.long",
            matches = "true",
            disabledReason = "a measurement of another pattern")
    void shouldTakeAThreadForEachStepThatBlocks(JenkinsRule rule) throws Exception {
        prepare(rule, "blockingJob('" + service.uri() + "/v0.4')");

        Seen seen = load(BLOCKING);

        report(seen.row("blocking", BLOCKING), seen);
        assertThat(seen.names().values())
                .as("threads over idle: " + seen.names())
                .anyMatch(threads -> threads >= BLOCKING);
    }

    /** Suite and pipeline, for all jobs. */
    @TestExtension
    public static final class Source extends ScmFiles {
        public Source() {
            super(FILES);
        }
    }
}
