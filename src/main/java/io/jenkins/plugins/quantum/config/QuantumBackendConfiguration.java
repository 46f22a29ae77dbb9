package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.quantum.agent.UnitRequest.ConfiguredBackend;
import java.util.Map;
import java.util.Objects;

/** A backend that an administrator offers to suites. Other plugins add their own types. */
public abstract class QuantumBackendConfiguration extends AbstractDescribableImpl<QuantumBackendConfiguration>
        implements ExtensionPoint {
    private final String name;

    /**
     * Creates it.
     *
     * @param name
     *     under which suites know it
     */
    protected QuantumBackendConfiguration(String name) {
        this.name = Objects.requireNonNull(name, "a backend needs a name").trim();
    }

    /** The name under which suites know it. */
    @NonNull
    public String getName() {
        return name;
    }

    /** The engine's type. */
    @NonNull
    protected abstract String type();

    /** The engine's options; no secret is among them. */
    @NonNull
    protected abstract Map<String, String> options();

    /** As the engine wants it. */
    @NonNull
    public ConfiguredBackend toConfiguredBackend() {
        return new ConfiguredBackend(name, type(), options());
    }
}
