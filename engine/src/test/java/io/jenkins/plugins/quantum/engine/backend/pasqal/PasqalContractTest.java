package io.jenkins.plugins.quantum.engine.backend.pasqal;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.pasqal.FakePasqal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class PasqalContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakePasqal();
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return PasqalBackends.open(address, Duration.ofSeconds(2), FakePasqal.USER, Map.of());
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakePasqal.PASSWORD);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/core/api/v1/batches");
    }

    @Override
    protected JobRequest asymmetric() {
        return request(PasqalBackends.sequence(), List.of(Map.of()));
    }
}
