package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.quantuminspire.FakeQuantumInspire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class QuantumInspireContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeQuantumInspire(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new QuantumInspireProvider(),
                Map.of(
                        "device",
                        FakeQuantumInspire.DEVICE,
                        "endpoint",
                        address.toString(),
                        "issuer",
                        address + "/realm"),
                Map.of("refresh-token", FakeQuantumInspire.REFRESH_TOKEN),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeQuantumInspire.REFRESH_TOKEN, "qi-access-0");
    }

    /** Nothing runs before this call; all before it can be repeated. */
    @Override
    protected boolean submits(Asked request) {
        return request.is("PATCH", "/batch_jobs/\\d+/enqueue");
    }
}
