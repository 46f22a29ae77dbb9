package io.jenkins.plugins.quantum.engine.backend.quantumart;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.quantumart.FakeQuantumArt;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class QuantumArtContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeQuantumArt(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new QuantumArtProvider(),
                Map.of("device", FakeQuantumArt.DEVICE, "endpoint", address.toString()),
                Map.of("token", FakeQuantumArt.TOKEN),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeQuantumArt.TOKEN);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.method().equals("POST");
    }
}
