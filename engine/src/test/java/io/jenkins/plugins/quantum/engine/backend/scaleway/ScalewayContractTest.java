package io.jenkins.plugins.quantum.engine.backend.scaleway;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.scaleway.FakeScaleway;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ScalewayContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeScaleway();
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return ScalewayBackends.open(address, Duration.ofSeconds(2), Map.of());
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeScaleway.KEY);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/qaas/v1alpha1/jobs");
    }
}
