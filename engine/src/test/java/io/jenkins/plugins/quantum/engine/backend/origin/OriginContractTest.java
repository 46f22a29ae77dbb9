package io.jenkins.plugins.quantum.engine.backend.origin;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.origin.FakeOrigin;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class OriginContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeOrigin(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new OriginProvider(),
                Map.of("device", FakeOrigin.DEVICE, "endpoint", address.toString()),
                Map.of("api-key", FakeOrigin.KEY),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeOrigin.KEY);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.path().endsWith("/submit.json");
    }

    /** The service has no state of its own for it. */
    @Override
    protected JobStatus.State cancelled() {
        return JobStatus.State.FAILED;
    }
}
