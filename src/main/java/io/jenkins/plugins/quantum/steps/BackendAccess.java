package io.jenkins.plugins.quantum.steps;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Starts units with what is never kept: credentials, resolved anew at each start, and the providers of other plugins. */
final class BackendAccess {
    private static final int LARGEST_SUITE = 1 << 20;

    private final Run<?, ?> run;
    private final FilePath workspace;

    BackendAccess(Run<?, ?> run, FilePath workspace) {
        this.run = run;
        this.workspace = workspace;
    }

    /** Starts a unit, or lets it go on; the bell is called when it is worth a look. */
    void start(WorkUnit unit, UnitRequest request, Runnable bell) throws IOException, InterruptedException {
        List<BackendProvider> providers = new ArrayList<>();
        unit.start(complete(request, providers), providers, bell);
    }

    /** Starts a unit that says what the run would take. */
    void estimate(WorkUnit unit, UnitRequest request, Runnable bell) throws IOException, InterruptedException {
        List<BackendProvider> providers = new ArrayList<>();
        unit.estimate(complete(request, providers), providers, bell);
    }

    /** Ends a unit, and cancels what it has submitted to services. */
    void cancel(WorkUnit unit, UnitRequest request) throws IOException, InterruptedException {
        List<BackendProvider> providers = new ArrayList<>();
        unit.cancel(complete(request, providers), providers);
    }

    private UnitRequest complete(UnitRequest request, List<BackendProvider> providers)
            throws IOException, InterruptedException {
        Map<String, Map<String, String>> secrets = new TreeMap<>();
        String named = null;
        for (QuantumBackendConfiguration backend :
                QuantumGlobalConfiguration.get().getBackends()) {
            if (!request.backends().contains(backend.toConfiguredBackend())) {
                continue; // changed since the build began: its options may lead elsewhere
            }
            backend.foreignProvider().ifPresent(providers::add);
            if (backend.payingCredential(run) != null) {
                named = named == null ? request.backend() + "\n" + suite(request) : named;
                if (mentions(named, backend.getName())) {
                    secrets.put(backend.getName(), backend.secrets(run));
                }
            }
        }
        return request.withSecrets(secrets);
    }

    /** A node gets only the credentials of backends that the suite or the step speaks of. */
    private static boolean mentions(String text, String backend) {
        return Pattern.compile("(?<![A-Za-z0-9._-])" + Pattern.quote(backend) + "(?![A-Za-z0-9._-])")
                .matcher(text)
                .find();
    }

    /** The suite's text; nothing where it cannot be read, which the run itself will say better. */
    private String suite(UnitRequest request) throws InterruptedException {
        FilePath file = workspace.child(request.suite());
        try (InputStream in = file.read()) {
            return new String(in.readNBytes(LARGEST_SUITE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
