package io.jenkins.plugins.quantum.engine.example;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the adapter through its paces. */
class AcmeContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeAcme();
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return new AcmeProvider()
                .open(new BackendSettings(
                        "anvil",
                        Map.of("endpoint", address.toString()),
                        field -> Optional.of(Secret.of(FakeAcme.KEY)),
                        Network.direct(Duration.ofSeconds(1))));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeAcme.KEY);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/v1/jobs");
    }
}
