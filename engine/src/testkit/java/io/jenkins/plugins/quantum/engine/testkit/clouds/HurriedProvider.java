package io.jenkins.plugins.quantum.engine.testkit.clouds;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A provider as it is, but for the time: its adapters ask more often, and hang up sooner. So that tests do not last as long as queues. */
public final class HurriedProvider implements BackendProvider {
    private final BackendProvider proper;
    private final int factor;
    private final Duration patience;
    private final String pricedAs;
    private final Consumer<Moment> watch;

    /**
     * A hurried cloud.
     *
     * @param factor
     *     by which every pause is shorter
     * @param patience
     *     with a service that does not answer
     */
    public HurriedProvider(Cloud cloud, int factor, Duration patience) {
        this(cloud, factor, patience, moment -> {});
    }

    /** A hurried cloud whose jobs are watched, by the threads that make the exchanges. */
    public HurriedProvider(Cloud cloud, int factor, Duration patience, Consumer<Moment> watch) {
        this.proper = cloud.provider();
        this.factor = factor;
        this.patience = patience;
        this.watch = watch;
        this.pricedAs = cloud.pricedAs();
    }

    @Override
    public String type() {
        return proper.type();
    }

    @Override
    public Set<String> options() {
        return proper.options();
    }

    @Override
    public List<CredentialField> credentials() {
        return proper.credentials();
    }

    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        return proper.profile(home, variables);
    }

    @Override
    public Optional<String> variable(String option, Map<String, String> variables) {
        return proper.variable(option, variables);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        var quick = new BackendSettings(
                settings.name(), settings.options(), settings.credentials(), Network.direct(patience));
        return new HurriedBackend(proper.open(quick), factor, pricedAs, watch);
    }
}
