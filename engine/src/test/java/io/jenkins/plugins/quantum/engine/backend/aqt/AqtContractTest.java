package io.jenkins.plugins.quantum.engine.backend.aqt;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.aqt.FakeAqt;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class AqtContractTest extends BackendContract {
    private static final Map<String, String> CLIENT =
            Map.of("client-id", FakeAqt.CLIENT_ID, "client-secret", FakeAqt.CLIENT_SECRET);

    @Override
    protected FakeService startService() {
        return new FakeAqt(Clock.systemUTC());
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return new AqtProvider()
                .open(new BackendSettings(
                        "ions",
                        Map.of("device", "ibex", "endpoint", address + "/api", "issuer", address.toString()),
                        field -> Optional.ofNullable(CLIENT.get(field)).map(Secret::of),
                        Network.direct(Duration.ofSeconds(4))));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeAqt.CLIENT_SECRET, "aqt-issued-0");
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/api/v1/submit/.*");
    }
}
