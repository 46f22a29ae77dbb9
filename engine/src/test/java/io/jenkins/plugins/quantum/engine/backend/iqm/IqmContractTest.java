package io.jenkins.plugins.quantum.engine.backend.iqm;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.iqm.FakeIqm;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class IqmContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeIqm(Clock.systemUTC());
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return new IqmProvider(python -> Transpiler.none())
                .open(new BackendSettings(
                        "transmons",
                        Map.of("device", "garnet", "endpoint", address.toString()),
                        field -> Optional.of(Secret.of(FakeIqm.TOKEN)),
                        Network.direct(Duration.ofSeconds(4))));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeIqm.TOKEN);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/api/v1/jobs/[^/]+/circuit");
    }
}
