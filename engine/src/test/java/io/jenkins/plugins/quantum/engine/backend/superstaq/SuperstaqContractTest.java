package io.jenkins.plugins.quantum.engine.backend.superstaq;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.superstaq.FakeSuperstaq;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SuperstaqContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeSuperstaq(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new SuperstaqProvider(),
                Map.of("device", FakeSuperstaq.DEVICE, "programs", "10", "endpoint", address.toString()),
                Map.of("api-key", FakeSuperstaq.KEY),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeSuperstaq.KEY);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/v0.3.0/client/job");
    }
}
