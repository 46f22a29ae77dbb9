package io.jenkins.plugins.quantum.engine.backend.ibm;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.ibm.FakeIbm;
import java.net.URI;
import java.time.Clock;
import java.util.List;

class IbmContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeIbm(Clock.systemUTC(), 0, Ibm.KEY);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Ibm.open(address);
    }

    @Override
    protected List<String> secrets() {
        return List.of(Ibm.KEY);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/api/v1/jobs");
    }
}
