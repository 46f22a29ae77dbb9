package io.jenkins.plugins.quantum.engine.backend.scaleway;

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
import java.util.Locale;
import java.util.Set;

/** Opens platforms of Scaleway that run circuits and answer as Qiskit does. */
public final class ScalewayProvider implements BackendProvider {
    private static final String DEVICE = "device";
    private static final String PROJECT = "project";
    private static final String ENDPOINT = "endpoint";
    private static final String QUBITS = "qubits";
    private static final String SHOTS = "most-shots";
    private static final String IDLE = "idle-seconds";
    private static final String SESSION = "session-seconds";

    private static final CredentialField KEY =
            new CredentialField("secret-key", "Scaleway secret key", "QISKIT_SCALEWAY_SECRET_KEY", "SCW_SECRET_KEY");

    @Override
    public String type() {
        return "scaleway";
    }

    /**
     * {@code device}: the platform's name, for example {@code EMU-AER-16C-128M}; {@code project}: who pays; {@code idle-seconds} and
     * {@code session-seconds}: when a session ends by itself; {@code qubits} and {@code most-shots}: the platform's limits;
     * {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of(DEVICE, PROJECT, ENDPOINT, QUBITS, SHOTS, IDLE, SESSION);
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    @Override
    public List<String> variables(String option) {
        return switch (option) {
            case PROJECT -> List.of("QISKIT_SCALEWAY_PROJECT_ID", "SCW_DEFAULT_PROJECT_ID");
            case ENDPOINT -> List.of("QISKIT_SCALEWAY_API_URL");
            default -> List.of();
        };
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require(DEVICE, "EMU-AER-16C-128M");
        String project = settings.require(PROJECT, "11111111-2222-3333-4444-555555555555");
        if (!device.matches("[A-Za-z0-9_.-]{1,80}") || !project.matches("[A-Za-z0-9-]{1,60}")) {
            throw new BackendException(
                    "expected a platform's name as device and the project's id as project", Kind.REFUSED);
        }
        if (device.toUpperCase(Locale.ROOT).matches(".*(CUDAQ|QSIM|MIMIQ|QPERFECT).*")) {
            throw new BackendException(
                    device + " answers in a form of its own, whose order of bits Scaleway's client does not state:"
                            + " choose a platform that answers as Qiskit does, such as EMU-AER-…",
                    Kind.REFUSED);
        }
        var service = new HttpService(
                settings.network(),
                "Scaleway",
                settings.address(ENDPOINT, "https://api.scaleway.com"),
                new SecretHeader("X-Auth-Token", "", settings.credentials(), KEY));
        var sessions = new Sessions(
                service, project, settings.number(SESSION, 3_540, 60, 86_400), settings.number(IDLE, 300, 10, 86_400));
        return new ScalewayBackend(
                settings.name(),
                service,
                sessions,
                device,
                project,
                Capabilities.remote(
                        type(),
                        type() + "/" + device.toLowerCase(Locale.ROOT),
                        device.toUpperCase(Locale.ROOT).startsWith("EMU"),
                        (int) settings.number(QUBITS, 40, 1, 10_000),
                        false,
                        1,
                        1,
                        settings.number(SHOTS, 10_000, 1, 1_000_000)));
    }
}
