package io.jenkins.plugins.quantum.engine.backend.qbraid;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.qbraid.FakeQbraid;
import java.net.URI;
import java.time.Duration;
import java.util.List;

class QbraidContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeQbraid();
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return QbraidBackends.open(address, Duration.ofSeconds(2), FakeQbraid.SIMULATOR);
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeQbraid.KEY);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/api/v1/jobs");
    }
}
