package io.jenkins.plugins.quantum.metrics;

import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.QueueTimes;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** The same by backend, with labels, for the prometheus plugin. Labels are names of the configuration only. */
@OptionalExtension(requirePlugins = "prometheus")
public final class QuantumCollector extends Collector {
    private static final List<String> BACKEND = List.of("provider", "backend");
    private static final String WAIT = "quantum_job_queue_duration_seconds";

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        Map<QuantumMeter.Key, QuantumMeter.Counts> counts = QuantumMeter.get().counts();
        families.add(completed(counts));
        families.add(active());
        families.add(waits(counts));
        var shots = new CounterMetricFamily("quantum_shots", "Shots that came back", BACKEND);
        counts.forEach((key, count) -> shots.addMetric(labels(key), count.shots()));
        families.add(shots);
        var cost = new CounterMetricFamily(
                "quantum_cost",
                "Money spent, as the price book or the provider tells it; no invoice",
                List.of("provider", "backend", "currency"));
        counts.forEach((key, count) -> count.cost()
                .forEach((currency, money) -> cost.addMetric(
                        List.of(key.provider(), key.backend(), currency),
                        money.amount().doubleValue())));
        families.add(cost);
        families.add(evaluations());
        families.addAll(backends());
        families.add(new CounterMetricFamily(
                "quantum_backend_polls",
                "Questions to services for the state of backends",
                BackendPoll.get().polls()));
        families.add(new CounterMetricFamily(
                "quantum_backend_poll_errors",
                "Of those, without an answer",
                BackendPoll.get().faults()));
        return families;
    }

    private static List<String> labels(QuantumMeter.Key key) {
        return List.of(key.provider(), key.backend());
    }

    private static MetricFamilySamples completed(Map<QuantumMeter.Key, QuantumMeter.Counts> counts) {
        var family = new CounterMetricFamily(
                "quantum_jobs_completed", "Jobs that ended", List.of("provider", "backend", "result"));
        counts.forEach((key, count) -> {
            family.addMetric(List.of(key.provider(), key.backend(), "success"), count.succeeded());
            family.addMetric(List.of(key.provider(), key.backend(), "failure"), count.failed());
        });
        return family;
    }

    private static MetricFamilySamples active() {
        var family =
                new GaugeMetricFamily("quantum_jobs_active", "Jobs under way", List.of("provider", "backend", "state"));
        QuantumMeter.active().forEach((key, active) -> {
            family.addMetric(List.of(key.provider(), key.backend(), "queued"), active.queued());
            family.addMetric(List.of(key.provider(), key.backend(), "running"), active.running());
        });
        return family;
    }

    private static MetricFamilySamples waits(Map<QuantumMeter.Key, QuantumMeter.Counts> counts) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        List<String> buckets = List.of("provider", "backend", "le");
        counts.forEach((key, count) -> {
            QueueTimes waits = count.waits();
            long below = 0;
            for (int i = 0; i < QueueTimes.BOUNDS.size(); i++) {
                below += waits.counts().get(i);
                samples.add(new MetricFamilySamples.Sample(
                        WAIT + "_bucket",
                        buckets,
                        List.of(key.provider(), key.backend(), doubleToGoString(QueueTimes.BOUNDS.get(i))),
                        below));
            }
            samples.add(new MetricFamilySamples.Sample(
                    WAIT + "_bucket", buckets, List.of(key.provider(), key.backend(), "+Inf"), waits.jobs()));
            samples.add(new MetricFamilySamples.Sample(WAIT + "_count", BACKEND, labels(key), waits.jobs()));
            samples.add(new MetricFamilySamples.Sample(WAIT + "_sum", BACKEND, labels(key), waits.seconds()));
        });
        return new MetricFamilySamples(WAIT, Type.HISTOGRAM, "Waits of jobs in providers' queues", samples);
    }

    private static MetricFamilySamples evaluations() {
        var family = new CounterMetricFamily(
                "quantum_quality_gate_evaluations", "Verdicts of quality gates", List.of("result"));
        for (Verdict verdict : Verdict.values()) {
            family.addMetric(
                    List.of(verdict.name().toLowerCase(Locale.ROOT)),
                    QuantumMeter.get().verdicts(verdict));
        }
        return family;
    }

    /** What the poll knows. Backends that nobody has asked for have no sample: they are neither up nor down. */
    private static List<MetricFamilySamples> backends() {
        var up = new GaugeMetricFamily("quantum_backend_up", "1 where the device takes jobs, else 0", BACKEND);
        var pending = new GaugeMetricFamily("quantum_backend_jobs_pending", "Jobs in the provider's queue", BACKEND);
        var age = new GaugeMetricFamily(
                "quantum_backend_calibration_age_seconds", "Since the newest calibration was first seen", BACKEND);
        for (PolledBackend backend : PolledBackend.all()) {
            List<String> labels = labels(backend.key());
            backend.up().ifPresent(is -> up.addMetric(labels, is ? 1 : 0));
            backend.pending().ifPresent(jobs -> pending.addMetric(labels, jobs));
            backend.calibrationAge().ifPresent(seconds -> age.addMetric(labels, seconds));
        }
        return List.of(up, pending, age);
    }
}
