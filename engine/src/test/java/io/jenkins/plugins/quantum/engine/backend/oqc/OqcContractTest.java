package io.jenkins.plugins.quantum.engine.backend.oqc;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.oqc.FakeOqc;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class OqcContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeOqc(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new OqcProvider(),
                Map.of("device", FakeOqc.DEVICE, "endpoint", address.toString()),
                Map.of("token", FakeOqc.TOKEN),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeOqc.TOKEN);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", ".*/tasks/submit");
    }
}
