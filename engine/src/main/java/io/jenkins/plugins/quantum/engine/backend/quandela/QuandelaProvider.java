package io.jenkins.plugins.quantum.engine.backend.quandela;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.util.List;
import java.util.Set;

/** Opens photonic machines and simulators of Quandela. */
public final class QuandelaProvider implements BackendProvider {
    private static final String DEVICE = "device";
    private static final String ENDPOINT = "endpoint";

    private static final CredentialField TOKEN =
            new CredentialField("token", "Quandela Cloud job token", "PCVL_CLOUD_TOKEN");

    @Override
    public String type() {
        return "quandela";
    }

    /** {@code device}: the platform, for example {@code sim:belenos} or {@code qpu:belenos}; {@code endpoint}: another address. */
    @Override
    public Set<String> options() {
        return Set.of(DEVICE, ENDPOINT);
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require(DEVICE, "sim:belenos");
        if (!device.matches("[a-z]{1,20}:[A-Za-z0-9_.:-]{1,60}")) {
            throw new BackendException(
                    "expected a platform as device, for example sim:belenos or qpu:belenos", Kind.REFUSED);
        }
        var service = new HttpService(
                settings.network(),
                "Quandela",
                settings.address(ENDPOINT, "https://api.cloud.quandela.com"),
                new SecretHeader("Authorization", "Bearer ", settings.credentials(), TOKEN));
        return new QuandelaBackend(settings.name(), service, device);
    }
}
