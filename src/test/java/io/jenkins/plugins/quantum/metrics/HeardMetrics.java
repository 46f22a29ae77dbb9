package io.jenkins.plugins.quantum.metrics;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** An exporter named {@code heard} that keeps what it gets: the newest value of each series by its name, unit and attributes. */
public final class HeardMetrics implements ConfigurableMetricExporterProvider {
    private static final Map<String, Number> HEARD = new ConcurrentHashMap<>();

    /** What was heard of our instruments. */
    static Map<String, Number> heard() {
        return new TreeMap<>(HEARD);
    }

    @Override
    public MetricExporter createExporter(ConfigProperties config) {
        HEARD.clear();
        return new MetricExporter() {
            @Override
            public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
                return AggregationTemporality.CUMULATIVE;
            }

            @Override
            public CompletableResultCode export(Collection<MetricData> metrics) {
                metrics.stream()
                        .filter(data ->
                                data.getInstrumentationScopeInfo().getName().equals(QuantumInstruments.SCOPE))
                        .forEach(HeardMetrics::hear);
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }

    private static void hear(MetricData data) {
        data.getData().getPoints().forEach(point -> {
            var attributes = new TreeMap<String, Object>();
            point.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
            HEARD.put(
                    data.getType() + " " + data.getName() + " " + data.getUnit() + " " + attributes,
                    point instanceof LongPointData number
                            ? (Number) number.getValue()
                            : (Number) ((DoublePointData) point).getValue());
        });
    }

    @Override
    public String getName() {
        return "heard";
    }
}
