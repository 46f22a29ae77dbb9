package io.jenkins.plugins.quantum.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jenkins.metrics.api.MetricProvider;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Totals over all backends for the metrics plugin, whose metrics have no labels. A set of fixed size, whatever is configured. */
@OptionalExtension(requirePlugins = "metrics")
public final class QuantumMetricProvider extends MetricProvider {
    @NonNull
    @Override
    public MetricSet getMetricSet() {
        Map<String, Metric> all = new TreeMap<>();
        all.put("quantum.runs.active", gauge(QuantumMeter::runs));
        all.put("quantum.jobs.active.queued", gauge(() -> active().queued()));
        all.put("quantum.jobs.active.running", gauge(() -> active().running()));
        all.put("quantum.jobs.completed.success", gauge(() -> sum().succeeded()));
        all.put("quantum.jobs.completed.failure", gauge(() -> sum().failed()));
        all.put("quantum.shots", gauge(() -> sum().shots()));
        all.put("quantum.job.queue.duration.count", gauge(() -> sum().waits().jobs()));
        all.put("quantum.job.queue.duration.sum", gauge(() -> sum().waits().seconds()));
        all.put("quantum.cost.usd", gauge(() -> usd()));
        all.put("quantum.polls", gauge(() -> BackendPoll.get().polls()));
        all.put("quantum.poll.errors", gauge(() -> BackendPoll.get().faults()));
        for (Verdict verdict : Verdict.values()) {
            all.put(
                    "quantum.quality_gate.evaluations." + verdict.name().toLowerCase(Locale.ROOT),
                    gauge(() -> QuantumMeter.get().verdicts(verdict)));
        }
        Map<String, Metric> fixed = Collections.unmodifiableMap(all);
        return () -> fixed;
    }

    private static <T> Gauge<T> gauge(Gauge<T> gauge) {
        return gauge;
    }

    private static QuantumMeter.Active active() {
        return QuantumMeter.active().values().stream().reduce(QuantumMeter.Active.NONE, QuantumMeter.Active::plus);
    }

    private static QuantumMeter.Counts sum() {
        return QuantumMeter.get().counts().values().stream()
                .reduce(
                        QuantumMeter.Counts.NONE,
                        (a, b) -> new QuantumMeter.Counts(
                                a.succeeded() + b.succeeded(),
                                a.failed() + b.failed(),
                                a.shots() + b.shots(),
                                Map.of(),
                                a.waits().plus(b.waits())));
    }

    private static BigDecimal usd() {
        return QuantumMeter.get().counts().values().stream()
                .flatMap(counts -> counts.cost().values().stream())
                .filter(money -> money.currency().equals("USD"))
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
