package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.aer.AerProvider;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.export.PythonExporter;
import io.jenkins.plugins.quantum.engine.report.Reports;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Puts the engine together for the command line. */
final class Workplace {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private Workplace() {}

    static Workbench workbench(Surroundings surroundings) {
        return new Workbench(environment(surroundings));
    }

    static RunEnvironment environment(Surroundings surroundings) {
        var exporter = PythonExporter.fromEnvironment(surroundings.variables());
        return new RunEnvironment(
                List.of(
                        new BuiltinProvider(Runtime.getRuntime().availableProcessors()),
                        new AerProvider(surroundings.variables())),
                List.of(),
                (folder, reference, shapes) -> exporter.export(folder, reference.text(), reference.at(), shapes),
                surroundings.clock(),
                Map.of("qmlops.version", Version.text()));
    }

    static Reports reports() {
        return new Reports(Workplace::echarts);
    }

    private static String echarts() {
        try (InputStream script = Workplace.class.getResourceAsStream(ECHARTS)) {
            if (script == null) {
                throw new IllegalStateException("the chart library is missing from the jar: " + ECHARTS);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
