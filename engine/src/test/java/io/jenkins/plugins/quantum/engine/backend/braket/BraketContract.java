package io.jenkins.plugins.quantum.engine.backend.braket;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import java.net.URI;
import java.util.List;

/** What every backend must do, by the devices of the fake service. */
abstract class BraketContract extends BackendContract {
    private final String device;

    BraketContract(String device) {
        this.device = device;
    }

    @Override
    protected FakeService startService() {
        return new FakeBraket();
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Opened.device(device, address);
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeBraket.KEY_ID, FakeBraket.SECRET_KEY, Opened.SESSION);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/quantum-task");
    }

    @Override
    protected Answer throttled() {
        return Answer.text(429, "application/json", "{\"message\":\"slow down\"}")
                .with("x-amzn-ErrorType", "ThrottlingException")
                .with("Retry-After", "7");
    }
}
