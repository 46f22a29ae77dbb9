package io.jenkins.plugins.quantum.engine.backend.qvm;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens Rigetti's Quantum Virtual Machine where it was started as a server. */
public final class QvmProvider implements BackendProvider {
    private static final String ENDPOINT = "endpoint";
    private static final String QUBITS = "qubits";
    private static final String TIMEOUT = "timeout";

    /** As the vendor's own client has it, and its variable for another one. */
    private static final String USUAL = "http://127.0.0.1:5000";

    private static final String VARIABLE = "QCS_SETTINGS_APPLICATIONS_QVM_URL";

    private static final int USUAL_QUBITS = 20;
    private static final int MOST_QUBITS = 30;
    private static final int USUAL_SECONDS = 600;
    private static final int MOST_SECONDS = 24 * 3600;

    @Override
    public String type() {
        return QvmBackend.TYPE;
    }

    /**
     * {@code endpoint}: where the server listens; {@code qubits}: the widest circuit; {@code timeout}: seconds that a circuit may take.
     */
    @Override
    public Set<String> options() {
        return Set.of(ENDPOINT, QUBITS, TIMEOUT);
    }

    @Override
    public Optional<String> variable(String option, Map<String, String> variables) {
        return option.equals(ENDPOINT) ? Optional.ofNullable(variables.get(VARIABLE)) : Optional.empty();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        long seconds = settings.number(TIMEOUT, USUAL_SECONDS, 1, MOST_SECONDS);
        var service = new HttpService(
                settings.network().waiting(Duration.ofSeconds(seconds)),
                "the QVM",
                settings.address(ENDPOINT, USUAL),
                Authorization.none());
        return new QvmBackend(settings.name(), service, (int) settings.number(QUBITS, USUAL_QUBITS, 1, MOST_QUBITS));
    }
}
