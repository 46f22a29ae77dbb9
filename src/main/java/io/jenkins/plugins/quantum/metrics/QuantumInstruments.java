package io.jenkins.plugins.quantum.metrics;

import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.opentelemetry.api.ReconfigurableOpenTelemetry;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleGaugeBuilder;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Locale;
import org.jenkinsci.plugins.variant.OptionalExtension;

/**
 * The same figures as instruments of OpenTelemetry, for whoever exports them. All are observed when an exporter asks, from what
 * {@link QuantumMeter} has counted: there is no second count. Attributes are names of the configuration only. There is no convention for
 * quantum computing: the names are ours.
 */
@OptionalExtension(requirePlugins = "opentelemetry-api")
public final class QuantumInstruments extends ItemListener {
    static final String SCOPE = "io.jenkins.plugins.quantum";

    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("provider");
    private static final AttributeKey<String> BACKEND = AttributeKey.stringKey("backend");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("state");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private static final AttributeKey<String> CURRENCY = AttributeKey.stringKey("currency");

    /**
     * Once Jenkins is up. The meter outlives every later configuration of the exporters and forgets no instrument; it knows one again by its
     * callback, which therefore captures nothing.
     */
    @Override
    public void onLoaded() {
        Meter meter = ReconfigurableOpenTelemetry.get().getMeter(SCOPE);
        counter(meter, "quantum.jobs.completed", "Jobs that ended", "{job}")
                .buildWithCallback(QuantumInstruments::completed);
        meter.upDownCounterBuilder("quantum.jobs.active")
                .setDescription("Jobs under way")
                .setUnit("{job}")
                .buildWithCallback(QuantumInstruments::active);
        counter(meter, "quantum.job.queue.jobs", "Jobs that have waited at a provider", "{job}")
                .buildWithCallback(jobs -> QuantumMeter.get()
                        .counts()
                        .forEach((key, counts) -> jobs.record(counts.waits().jobs(), attributes(key))));
        counter(meter, "quantum.job.queue.time", "Waits of jobs in providers' queues, together", "s")
                .ofDoubles()
                .buildWithCallback(seconds -> QuantumMeter.get()
                        .counts()
                        .forEach((key, counts) -> seconds.record(counts.waits().seconds(), attributes(key))));
        counter(meter, "quantum.shots", "Shots that came back", "{shot}").buildWithCallback(shots -> QuantumMeter.get()
                .counts()
                .forEach((key, counts) -> shots.record(counts.shots(), attributes(key))));
        counter(
                        meter,
                        "quantum.cost",
                        "Money spent, as the price book or the provider tells it; no invoice",
                        "{currency}")
                .ofDoubles()
                .buildWithCallback(QuantumInstruments::cost);
        counter(meter, "quantum.quality_gate.evaluations", "Verdicts of quality gates", "{evaluation}")
                .buildWithCallback(QuantumInstruments::evaluations);
        backends(meter);
    }

    private static void backends(Meter meter) {
        gauge(meter, "quantum.backend.up", "1 where the device takes jobs, else 0", "1")
                .buildWithCallback(gauge -> PolledBackend.all().forEach(backend -> backend.up()
                        .ifPresent(up -> gauge.record(up ? 1 : 0, attributes(backend.key())))));
        gauge(meter, "quantum.backend.jobs.pending", "Jobs in the provider's queue", "{job}")
                .buildWithCallback(gauge -> PolledBackend.all().forEach(backend -> backend.pending()
                        .ifPresent(jobs -> gauge.record(jobs, attributes(backend.key())))));
        gauge(meter, "quantum.backend.calibration.age", "Since the newest calibration was first seen", "s")
                .buildWithCallback(gauge -> PolledBackend.all().forEach(backend -> backend.calibrationAge()
                        .ifPresent(age -> gauge.record(age, attributes(backend.key())))));
        counter(meter, "quantum.backend.polls", "Questions to services for the state of backends", "{poll}")
                .buildWithCallback(polls -> polls.record(BackendPoll.get().polls()));
        counter(meter, "quantum.backend.poll.errors", "Of those, without an answer", "{poll}")
                .buildWithCallback(faults -> faults.record(BackendPoll.get().faults()));
    }

    private static LongCounterBuilder counter(Meter meter, String name, String description, String unit) {
        return meter.counterBuilder(name).setDescription(description).setUnit(unit);
    }

    private static DoubleGaugeBuilder gauge(Meter meter, String name, String description, String unit) {
        return meter.gaugeBuilder(name).setDescription(description).setUnit(unit);
    }

    private static void completed(ObservableLongMeasurement jobs) {
        QuantumMeter.get().counts().forEach((key, counts) -> {
            jobs.record(counts.succeeded(), attributes(key, RESULT, "success"));
            jobs.record(counts.failed(), attributes(key, RESULT, "failure"));
        });
    }

    private static void active(ObservableLongMeasurement jobs) {
        QuantumMeter.active().forEach((key, active) -> {
            jobs.record(active.queued(), attributes(key, STATE, "queued"));
            jobs.record(active.running(), attributes(key, STATE, "running"));
        });
    }

    private static void cost(ObservableDoubleMeasurement cost) {
        QuantumMeter.get().counts().forEach((key, counts) -> counts.cost()
                .forEach((currency, money) ->
                        cost.record(money.amount().doubleValue(), attributes(key, CURRENCY, currency))));
    }

    private static void evaluations(ObservableLongMeasurement evaluations) {
        for (Verdict verdict : Verdict.values()) {
            evaluations.record(
                    QuantumMeter.get().verdicts(verdict),
                    Attributes.of(RESULT, verdict.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static Attributes attributes(QuantumMeter.Key key) {
        return Attributes.of(PROVIDER, key.provider(), BACKEND, key.backend());
    }

    private static Attributes attributes(QuantumMeter.Key key, AttributeKey<String> more, String value) {
        return Attributes.of(PROVIDER, key.provider(), BACKEND, key.backend(), more, value);
    }
}
