package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.report.Reports;
import io.jenkins.plugins.quantum.engine.run.ExportedCircuits;
import io.jenkins.plugins.quantum.engine.run.LocalProviders;
import io.jenkins.plugins.quantum.engine.run.RemoteProviders;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
        ProcessStarter starter = ProcessStarter.local();
        List<BackendProvider> providers =
                new ArrayList<>(LocalProviders.all(starter, surroundings.variables(), home()));
        providers.addAll(RemoteProviders.all(starter, surroundings.variables(), home()));
        return new RunEnvironment(
                providers,
                List.of(),
                new EnvironmentAccess(surroundings.variables(), home()),
                new ExportedCircuits(starter, surroundings.variables()),
                surroundings.clock(),
                Map.of("qmlops.version", Version.text()));
    }

    /** The user's home. */
    static Path home() {
        return Path.of(System.getProperty("user.home"));
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
