package io.jenkins.plugins.quantum.engine.backend.ionq;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.net.URI;
import java.time.Clock;
import java.util.List;

class IonqContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeIonq(Clock.systemUTC(), 0, Ionq.KEY);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Ionq.open(address);
    }

    @Override
    protected List<String> secrets() {
        return List.of(Ionq.KEY);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/v0.4/jobs");
    }
}
