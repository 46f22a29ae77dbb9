package io.jenkins.plugins.quantum.engine.backend.quandela;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.quandela.FakeQuandela;
import java.net.URI;
import java.time.Duration;
import java.util.List;

class QuandelaContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeQuandela();
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return QuandelaBackends.open(address, Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeQuandela.TOKEN);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/api/job");
    }

    @Override
    protected JobRequest asymmetric() {
        return QuandelaBackends.request(3, QuandelaBackends.PAYLOAD, shots());
    }
}
