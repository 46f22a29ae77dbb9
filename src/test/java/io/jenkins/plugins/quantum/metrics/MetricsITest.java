package io.jenkins.plugins.quantum.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.opentelemetry.api.ReconfigurableOpenTelemetry;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.GuideExamples;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.backends.BackendStatus;
import io.jenkins.plugins.quantum.backends.LabDevice;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.QueueTimes;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.live.LiveRuns;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jenkins.metrics.api.Metrics;
import org.jenkinsci.plugins.prometheus.service.DefaultPrometheusMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a monitoring system gets from a running Jenkins. */
@WithJenkins
class MetricsITest {
    private final LabDevice device = LabDevice.named("garnet").standing(Availability.State.ONLINE, 4, "");
    private JenkinsRule jenkins;
    private FreeStyleBuild build;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        QuantumGlobalConfiguration.get().setBackends(List.of(new LabDevice.Configuration("garnet")));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build = jenkins.buildAndAssertSuccess(job);
    }

    private static RunProgress progress(String backend, int queued, int running) {
        return new RunProgress(
                "quantum.yml",
                "night",
                1,
                List.of(),
                3,
                3,
                Map.of(Verdict.PASS, 2, Verdict.FAIL, 1),
                List.of(new RunProgress.Backend(
                        backend,
                        "lab",
                        "lab/" + backend,
                        false,
                        queued,
                        running,
                        5,
                        1,
                        0.5,
                        -1,
                        -1,
                        600,
                        "1.25 USD",
                        QueueTimes.none().plus(Duration.ofSeconds(45)).plus(Duration.ofHours(2)))),
                600,
                new RunProgress.Cost("5.00 USD", "2.00 USD", "1.25 USD", "", 0.25));
    }

    private void report(String id, RunProgress progress) {
        LiveRuns.get().report(build, id, progress, cause -> {});
    }

    @Test
    void shouldCountForTheMetricsPlugin() throws Exception {
        report("done", progress("garnet", 0, 0));
        LiveRuns.get().ended(build, "done");
        report("now", progress("garnet", 3, 2));

        assertThat(value("quantum.runs.active")).isEqualTo("1");
        assertThat(value("quantum.jobs.active.queued")).isEqualTo("3");
        assertThat(value("quantum.jobs.active.running")).isEqualTo("2");
        assertThat(value("quantum.jobs.completed.success")).isEqualTo("5");
        assertThat(value("quantum.jobs.completed.failure")).isEqualTo("1");
        assertThat(value("quantum.shots")).isEqualTo("600");
        assertThat(value("quantum.cost.usd")).isEqualTo("1.25");
        assertThat(value("quantum.job.queue.duration.count")).isEqualTo("2");
        assertThat(value("quantum.job.queue.duration.sum")).isEqualTo("7245.0");
        assertThat(value("quantum.quality_gate.evaluations.pass")).isEqualTo("2");
        assertThat(value("quantum.poll.errors")).isEqualTo("0");
        assertThat(Metrics.metricRegistry().getGauges().keySet())
                .containsAll(GuideExamples.names("metrics.md", "quantum."));
        JsonNode answer = new ObjectMapper()
                .readTree(jenkins.createWebClient()
                        .goTo("metrics/currentUser/metrics", null)
                        .getWebResponse()
                        .getContentAsString());
        for (String name : GuideExamples.names("metrics.md", "quantum.")) {
            assertThat(answer.path("gauges").path(name).path("value").isNumber())
                    .as(name)
                    .isTrue();
        }
        assertThat(answer.path("gauges").path("quantum.cost.usd").path("value").doubleValue())
                .isEqualTo(1.25);
    }

    private static String value(String name) {
        return Metrics.metricRegistry().getGauges().get(name).getValue().toString();
    }

    @Test
    void shouldTellPrometheusByBackend() throws Exception {
        report("done", progress("garnet", 0, 0));
        LiveRuns.get().ended(build, "done");
        report("stranger", progress("a-name-from-a-suite", 1, 0));
        BackendPoll.get().look("garnet");
        Await.until(
                "the device was asked", () -> BackendPoll.get().status("garnet").state() == BackendStatus.State.ONLINE);
        Await.until("prometheus has our collector", () -> {
            DefaultPrometheusMetrics.get().collectMetrics();
            return DefaultPrometheusMetrics.get().getMetrics().contains("quantum_backend_up");
        });

        String text = jenkins.createWebClient()
                .goTo("prometheus/", null)
                .getWebResponse()
                .getContentAsString();

        assertThat(text.lines())
                .contains(
                        "quantum_backend_up{provider=\"lab\",backend=\"garnet\",} 1.0",
                        "quantum_backend_jobs_pending{provider=\"lab\",backend=\"garnet\",} 4.0",
                        "quantum_jobs_completed_total{provider=\"lab\",backend=\"garnet\",result=\"success\",} 5.0",
                        "quantum_jobs_completed_total{provider=\"lab\",backend=\"garnet\",result=\"failure\",} 1.0",
                        "quantum_jobs_active{provider=\"lab\",backend=\"#other#\",state=\"queued\",} 1.0",
                        "quantum_shots_total{provider=\"lab\",backend=\"garnet\",} 600.0",
                        "quantum_cost_total{provider=\"lab\",backend=\"garnet\",currency=\"USD\",} 1.25",
                        "quantum_quality_gate_evaluations_total{result=\"fail\",} 1.0",
                        "# TYPE quantum_job_queue_duration_seconds histogram",
                        "quantum_job_queue_duration_seconds_bucket{provider=\"lab\",backend=\"garnet\",le=\"60.0\",} 1.0",
                        "quantum_job_queue_duration_seconds_bucket{provider=\"lab\",backend=\"garnet\",le=\"+Inf\",} 2.0",
                        "quantum_job_queue_duration_seconds_sum{provider=\"lab\",backend=\"garnet\",} 7245.0",
                        "quantum_backend_poll_errors_total 0.0",
                        // and what the metrics plugin has
                        "quantum_runs_active 1.0");
        assertThat(text).doesNotContain("a-name-from-a-suite");
        for (String name : GuideExamples.names("metrics.md", "quantum_")) {
            assertThat(text).contains("# TYPE " + name);
        }
    }

    @Test
    void shouldTellOpenTelemetryByBackend() throws Exception {
        exporting(Map.of(
                "otel.metrics.exporter", "heard",
                "otel.metric.export.interval", "50",
                "otel.traces.exporter", "none",
                "otel.logs.exporter", "none"));
        report("done", progress("garnet", 0, 0));
        LiveRuns.get().ended(build, "done");
        report("stranger", progress("a-name-from-a-suite", 1, 0));
        BackendPoll.get().look("garnet");
        Map<String, Number> expected = Map.ofEntries(
                Map.entry("LONG_SUM quantum.jobs.completed {job} {backend=garnet, provider=lab, result=success}", 5L),
                Map.entry("LONG_SUM quantum.jobs.completed {job} {backend=garnet, provider=lab, result=failure}", 1L),
                Map.entry("LONG_SUM quantum.jobs.active {job} {backend=#other#, provider=lab, state=queued}", 1L),
                Map.entry("LONG_SUM quantum.shots {shot} {backend=garnet, provider=lab}", 600L),
                Map.entry("DOUBLE_SUM quantum.cost {currency} {backend=garnet, currency=USD, provider=lab}", 1.25),
                Map.entry("LONG_SUM quantum.job.queue.jobs {job} {backend=garnet, provider=lab}", 2L),
                Map.entry("DOUBLE_SUM quantum.job.queue.time s {backend=garnet, provider=lab}", 7245.0),
                Map.entry("LONG_SUM quantum.quality_gate.evaluations {evaluation} {result=fail}", 1L),
                Map.entry("DOUBLE_GAUGE quantum.backend.up 1 {backend=garnet, provider=lab}", 1.0),
                Map.entry("DOUBLE_GAUGE quantum.backend.jobs.pending {job} {backend=garnet, provider=lab}", 4.0),
                Map.entry("LONG_SUM quantum.backend.poll.errors {poll} {}", 0L));

        Await.until("all was exported", () -> HeardMetrics.heard().entrySet().containsAll(expected.entrySet()));
        exporting(Map.of());

        assertThat(HeardMetrics.heard().keySet()).noneMatch(name -> name.contains("a-name-from-a-suite"));
        assertThat(HeardMetrics.heard().keySet().stream().map(name -> name.split(" ")[1]))
                .isSubsetOf(GuideExamples.names("opentelemetry.md", "quantum."));
    }

    /** As an administrator configures it. */
    private static void exporting(Map<String, String> options) {
        ReconfigurableOpenTelemetry.get().configure(options, Resource.empty(), true);
    }

    @Test
    void shouldBeUnhealthyWhileAServiceCannotBeReached() throws Exception {
        HealthCheck check = Metrics.healthCheckRegistry().getHealthCheck(QuantumHealthChecks.NAME);
        assertThat(check.execute().isHealthy()).as("nobody has asked").isTrue();

        device.failing(BackendException.Kind.TRANSIENT);
        BackendPoll.get().look("garnet");
        Await.until(
                "the fault was seen",
                () -> BackendPoll.get().status("garnet").state() == BackendStatus.State.UNREACHABLE
                        && BackendPoll.get().faults() > 0);

        assertThat(check.execute().isHealthy()).isFalse();
        assertThat(check.execute().getMessage()).contains("garnet").doesNotContain("secret words");
        assertThat(value("quantum.poll.errors")).isEqualTo("1");
    }
}
