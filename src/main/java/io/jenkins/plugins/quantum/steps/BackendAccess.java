package io.jenkins.plugins.quantum.steps;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import io.jenkins.plugins.quantum.changes.TargetBranchFiles;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts units with what is never kept: the providers of other plugins. Credentials never go to a node. */
final class BackendAccess {
    private final Run<?, ?> run;
    private final FilePath workspace;
    private final UnitRequest request;

    BackendAccess(Run<?, ?> run, FilePath workspace, UnitRequest request) {
        this.run = run;
        this.workspace = workspace;
        this.request = request;
    }

    /** Starts a unit, or lets it go on; the bell is called when it is worth a look. */
    void start(WorkUnit unit, Runnable bell) throws IOException, InterruptedException {
        TargetBranchFiles.bring(run, workspace, request.suite());
        unit.start(request, providers(), bell);
    }

    /** Starts a unit that says what the run would take. */
    void estimate(WorkUnit unit, Runnable bell) throws IOException, InterruptedException {
        unit.estimate(request, providers(), bell);
    }

    private List<BackendProvider> providers() {
        List<BackendProvider> providers = new ArrayList<>();
        for (QuantumBackendConfiguration backend :
                QuantumGlobalConfiguration.get().getBackends()) {
            if (request.backends().contains(backend.toConfiguredBackend())) {
                backend.foreignProvider().ifPresent(providers::add);
            }
        }
        return providers;
    }
}
