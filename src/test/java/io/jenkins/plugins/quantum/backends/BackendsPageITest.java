package io.jenkins.plugins.quantum.backends;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.GuideExamples;
import io.jenkins.plugins.quantum.config.BuiltinBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.run.QueueTimes;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The shared poll and the page that shows what it knows. */
@WithJenkins
class BackendsPageITest {
    private static final long TIME = Instant.parse("2026-03-05T10:00:00Z").toEpochMilli();

    private final LabDevice device = LabDevice.named("garnet");
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        QuantumGlobalConfiguration.get()
                .setBackends(
                        List.of(new LabDevice.Configuration("garnet"), new BuiltinBackendConfiguration("simulator")));
    }

    private static void awaitState(BackendStatus.State state) throws Exception {
        Await.until(
                "the backend is " + state,
                () -> BackendPoll.get().status("garnet").state() == state);
    }

    private static Usage usage(String job, int build, String spent) {
        return new Usage(
                TIME,
                job,
                build,
                "quantum",
                "lab",
                "lab/garnet",
                10,
                1,
                900,
                spent,
                QueueTimes.none().plus(Duration.ofMinutes(5)));
    }

    private HtmlPage page(JenkinsRule.WebClient client, String path) throws Exception {
        return client.withJavaScriptEnabled(false).goTo("quantum-backends/" + path);
    }

    @Test
    void shouldAskNobodyWhileNobodyNeedsIt() {
        assertThat(BackendPoll.get().status("garnet").state()).isEqualTo(BackendStatus.State.NOT_ASKED);
        assertThat(BackendPoll.get().polls()).isZero();
        assertThat(device.asked()).isZero();
    }

    @Test
    void shouldAskOnceForAllWhoNeedIt() throws Exception {
        List<BackendPoll.Subscription> subscriptions = new ArrayList<>();
        List<BackendStatus> heard = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            subscriptions.add(BackendPoll.get().subscribe("garnet", (name, before, after) -> {
                synchronized (heard) {
                    heard.add(after);
                }
            }));
        }
        BackendPoll.get().look("garnet");

        awaitState(BackendStatus.State.ONLINE);
        Await.until("everybody has heard", () -> heard.size() == 50);
        BackendPoll.get().look("garnet");

        assertThat(device.asked()).isEqualTo(1);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("quantumBackends")))
                .hasSizeLessThanOrEqualTo(2);
        subscriptions.forEach(BackendPoll.Subscription::close);
    }

    @Test
    void shouldAskLessOftenWhileAServiceDoesNotAnswer() {
        assertThat(IntStream.of(0, 1, 2, 3, 10, 60).mapToObj(BackendPoll::pause))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(8),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30));
    }

    @Test
    void shouldKeepStateAndCalibrationsOverARestart() throws Exception {
        var backend = new PolledBackend("garnet");
        var configured = new LabDevice.Configuration("garnet");
        device.calibrated("epoch-1", 0.01);
        backend.poll(configured, Instant.ofEpochMilli(TIME));
        device.calibrated("epoch-2", 0.02).standing(Availability.State.OFFLINE, 7, "maintenance");
        backend.poll(configured, Instant.ofEpochMilli(TIME).plus(Duration.ofHours(1)));

        var again = new PolledBackend("garnet");

        assertThat(again.status()).isEqualTo(backend.status());
        assertThat(again.status().state()).isEqualTo(BackendStatus.State.OFFLINE);
        assertThat(again.status().queued()).isEqualTo(7);
        assertThat(again.calibrations()).extracting(Calibration::epoch).containsExactly("epoch-1", "epoch-2");
        Path folder = jenkins.jenkins.getRootDir().toPath().resolve("quantum/backends/garnet/calibrations");
        assertThat(folder.resolve(TIME + ".json")).content().contains("\"p2\" : 0.01");
    }

    @Test
    void shouldReadACalibrationSeldomAndKeepFew() throws Exception {
        var store = new CalibrationStore(BackendFolder.of("garnet"));
        for (int i = 0; i < CalibrationStore.MOST_LINES + 5; i++) {
            device.calibrated("epoch-" + i, 0.01);
            assertThat(store.add(
                            new LabDevice.Configuration("garnet")
                                    .provider()
                                    .orElseThrow()
                                    .open(io.jenkins.plugins.quantum.engine.backend.BackendSettings.local(
                                            "garnet", java.util.Map.of()))
                                    .calibration()
                                    .orElseThrow(),
                            Instant.ofEpochMilli(TIME + i)))
                    .isTrue();
        }

        assertThat(store.lines()).hasSize(CalibrationStore.MOST_LINES);
        try (var files =
                Files.list(jenkins.jenkins.getRootDir().toPath().resolve("quantum/backends/garnet/calibrations"))) {
            assertThat(files).hasSize(CalibrationStore.MOST_FILES);
        }
    }

    @Test
    void shouldTellAFaultOfTheServiceFromAnOutageOfTheDevice() {
        var backend = new PolledBackend("garnet");
        var configured = new LabDevice.Configuration("garnet");

        assertThat(backend.poll(configured, Instant.ofEpochMilli(TIME)).state()).isEqualTo(BackendStatus.State.ONLINE);
        device.failing(BackendException.Kind.TRANSIENT);
        BackendStatus fault = backend.poll(configured, Instant.ofEpochMilli(TIME + 1));
        assertThat(fault.state()).isEqualTo(BackendStatus.State.UNREACHABLE);
        assertThat(fault.state().down()).isFalse();
        assertThat(fault.message()).isEmpty();
        device.failing(BackendException.Kind.UNAUTHORISED);
        assertThat(backend.poll(configured, Instant.ofEpochMilli(TIME + 2)).failures())
                .isEqualTo(2);
        device.failing(BackendException.Kind.OFFLINE);
        assertThat(backend.poll(configured, Instant.ofEpochMilli(TIME + 3))
                        .state()
                        .down())
                .isTrue();
    }

    @Test
    void shouldShowStateQueuePriceAndUse() throws Exception {
        device.standing(Availability.State.DEGRADED, 12, "<script>alert(1)</script>")
                .calibrated("epoch-1", 0.01);
        FreeStyleProject job = jenkins.createFreeStyleProject("model");
        UsageBook.get().add("garnet", usage("model", 3, "1.20 USD"));
        UsageBook.get().add("garnet", usage("model", 3, "1.50 USD")); // told again after a restart
        UsageBook.get().add("garnet", usage("gone", 1, "2.00 HQC + what the price book does not know"));
        BackendPoll.get().look("garnet");
        awaitState(BackendStatus.State.DEGRADED);

        String all = page(jenkins.createWebClient(), "").asNormalizedText();
        HtmlPage one = page(jenkins.createWebClient(), "backend/garnet/");

        assertThat(all)
                .contains("garnet")
                .contains("degraded")
                .contains("12 jobs")
                .contains("not in the price book")
                .contains("runs on nodes")
                .contains("90.0 %")
                .contains("2.00 HQC + 1.50 USD + ?");
        assertThat(one.asNormalizedText())
                .contains("<script>alert(1)</script>")
                .contains("epoch-1")
                .contains("model #3")
                .doesNotContain("gone #1");
        assertThat(one.getWebResponse().getContentAsString()).doesNotContain("<script>alert");
        assertThat(job.getFullName()).isEqualTo("model");
    }

    @Test
    void shouldGiveProvidersWhatTheyAskFor() throws Exception {
        UsageBook.get().add("garnet", usage("model", 3, "1.20 USD"));
        UsageBook.get().add("garnet", usage("model", 4, "0.80 USD"));

        Page csv = jenkins.createWebClient().goTo("quantum-backends/usage", "text/csv");

        assertThat(csv.getWebResponse().getContentAsString())
                .isEqualTo(GuideExamples.of("backends-page.md", "csv").get(0).replace("\n", "\r\n"));
        assertThat(new UsageCsv(true)
                        .add(
                                "x",
                                List.of(new Usage(TIME, "j", 1, "q", "=1+1", "a\",b", 0, 0, 0, "", QueueTimes.none())))
                        .toString())
                .contains("2026-03,'=1+1,x,\"a\"\",b\",1,0,0,0,,0,0,,0,");
    }

    @Test
    void shouldShowMoneyOnlyToThoseWhoMaySeeIt() throws Exception {
        UsageBook.get().add("garnet", usage("model", 3, "9137.25 USD"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        Jenkins.SYSTEM_READ.setEnabled(true);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ, QuantumPermissions.VIEW_COSTS)
                .everywhere()
                .to("lead"));
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);

        for (String path : List.of("quantum-backends/", "quantum-backends/usage", "quantum-backends/backend/garnet/")) {
            client.login("reader");
            assertThat(client.goTo(path, null).getWebResponse().getStatusCode())
                    .as(path)
                    .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
            client.login("auditor");
            assertThat(client.goTo(path, null).getWebResponse().getContentAsString())
                    .as(path)
                    .contains("garnet")
                    .doesNotContain("9137.25");
            client.login("lead");
            assertThat(client.goTo(path, null).getWebResponse().getContentAsString())
                    .as(path)
                    .contains("9137.25");
        }
        assertThat(device.asked()).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldHaveNoScriptInThePages() throws Exception {
        for (String path : List.of("", "backend/garnet/")) {
            HtmlPage page = page(jenkins.createWebClient(), path);
            assertThat(page.querySelectorAll("#main-panel script:not([src])")).isEmpty();
            assertThat(page.querySelectorAll("#main-panel style, #main-panel [style]"))
                    .isEmpty();
        }
    }
}
