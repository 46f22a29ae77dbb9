package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.ModelObject;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;

/** The page of one backend: timeline of calibrations, price, recent runs. */
public final class BackendPage implements ModelObject {
    private final BackendsPage parent;
    private final QuantumBackendConfiguration backend;

    BackendPage(BackendsPage parent, QuantumBackendConfiguration backend) {
        this.parent = parent;
        this.backend = backend;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return backend.getName();
    }

    /** The page of all. */
    public BackendsPage getParent() {
        return parent;
    }

    /** What there is to show. */
    public BackendView getView() {
        return parent.look(backend);
    }

    /** Whether the viewer may see amounts. */
    public boolean isCostsVisible() {
        return parent.isCostsVisible();
    }
}
