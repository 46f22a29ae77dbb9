package io.jenkins.plugins.quantum.engine.backend.qbraid;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.util.List;
import java.util.Set;

/** Opens machines and simulators that qBraid offers. */
public final class QbraidProvider implements BackendProvider {
    private static final String DEVICE = "device";
    private static final String ENDPOINT = "endpoint";
    private static final String QUBITS = "qubits";
    private static final String SHOTS = "most-shots";

    private static final CredentialField KEY = new CredentialField("api-key", "qBraid API key", "QBRAID_API_KEY");

    @Override
    public String type() {
        return "qbraid";
    }

    /**
     * {@code device}: its QRN, for example {@code qbraid:qbraid:sim:qir-sv}; {@code qubits} and {@code most-shots}: its limits;
     * {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of(DEVICE, ENDPOINT, QUBITS, SHOTS);
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    @Override
    public List<String> variables(String option) {
        return option.equals(ENDPOINT) ? List.of("QBRAID_API_URL") : List.of();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require(DEVICE, "qbraid:qbraid:sim:qir-sv");
        if (!device.matches("[a-z0-9-]+:[a-z0-9-]+:(qpu|sim):[a-z0-9._-]+")) {
            throw new BackendException(
                    "expected a QRN as device, for example qbraid:qbraid:sim:qir-sv or aws:iqm:qpu:garnet",
                    Kind.REFUSED);
        }
        var service = new HttpService(
                settings.network(),
                "qBraid",
                settings.address(ENDPOINT, "https://api-v2.qbraid.com/api/v1"),
                new SecretHeader("X-API-Key", "", settings.credentials(), KEY));
        return new QbraidBackend(
                settings.name(),
                service,
                device,
                Capabilities.remote(
                        type(),
                        type() + "/" + device,
                        device.contains(":sim:"),
                        (int) settings.number(QUBITS, 200, 1, 10_000),
                        false,
                        1,
                        1,
                        settings.number(SHOTS, 10_000, 1, 1_000_000)));
    }
}
