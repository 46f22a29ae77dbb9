package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.run.BackendPool;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a configured backend to ask it something: with Jenkins' own credentials or a build's, Jenkins' proxy, and little patience. */
public final class ControllerAccess implements Access {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SourcePosition CONFIGURATION = SourcePosition.of("Jenkins configuration");

    private final Map<String, String> secrets;

    private ControllerAccess(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /**
     * A pool of one backend, not opened yet.
     *
     * @throws BackendException
     *     when its credential cannot be used
     */
    @NonNull
    public static BackendPool pool(@NonNull QuantumBackendConfiguration backend) throws BackendException {
        return pool(backend, backend::systemSecrets);
    }

    /** The same with the credentials that a build sees. */
    @NonNull
    public static BackendPool pool(@NonNull QuantumBackendConfiguration backend, @NonNull Run<?, ?> run)
            throws BackendException {
        return pool(backend, () -> backend.secrets(run));
    }

    @FunctionalInterface
    private interface Secrets {
        Map<String, String> get() throws IOException;
    }

    private static BackendPool pool(QuantumBackendConfiguration backend, Secrets secrets) throws BackendException {
        Optional<BackendProvider> provider = backend.service();
        if (provider.isEmpty()) {
            throw new BackendException("it runs on nodes", BackendException.Kind.REFUSED);
        }
        try {
            var own = backend.toConfiguredBackend();
            return new BackendPool(
                    List.of(provider.get()),
                    List.of(new BackendSpec(own.name(), own.type(), own.options(), CONFIGURATION)),
                    List.of(),
                    new ControllerAccess(secrets.get()));
        } catch (IOException e) {
            throw new BackendException(e.getMessage(), BackendException.Kind.UNAUTHORISED, e);
        }
    }

    /**
     * The backend of a pool.
     *
     * @throws BackendException
     *     when its configuration is wrong
     */
    @NonNull
    public static Backend open(@NonNull BackendPool pool, @NonNull String name) throws BackendException {
        try {
            return pool.get(name, CONFIGURATION);
        } catch (InputException e) {
            throw new BackendException(e.getMessage(), BackendException.Kind.REFUSED, e);
        }
    }

    @Override
    public BackendSettings settings(BackendSpec spec, BackendProvider provider) {
        Credentials credentials =
                field -> Optional.ofNullable(secrets.get(field)).map(Secret::of);
        return new BackendSettings(spec.name(), spec.options(), credentials, network());
    }

    /** Follows Jenkins' proxy as it is set now. */
    private static Network network() {
        return Network.like(ControllerClient.builder(), PATIENCE);
    }
}
