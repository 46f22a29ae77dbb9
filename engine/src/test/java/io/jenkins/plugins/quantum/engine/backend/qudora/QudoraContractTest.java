package io.jenkins.plugins.quantum.engine.backend.qudora;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.qudora.FakeQudora;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class QudoraContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeQudora(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new QudoraProvider(),
                Map.of("device", FakeQudora.DEVICE, "programs", "10", "endpoint", address.toString()),
                Map.of("token", FakeQudora.TOKEN),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeQudora.TOKEN);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.method().equals("POST");
    }
}
