package io.jenkins.plugins.quantum.engine.backend.google;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.google.FakeGoogle;
import io.jenkins.plugins.quantum.engine.testkit.google.FakeSignIn;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class GoogleContractTest extends BackendContract {
    private static final Cirq CIRQ = new Cirq();

    @AfterAll
    static void stopCirq() {
        CIRQ.close();
    }

    @Override
    protected FakeService startService() {
        return new FakeGoogle(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new GoogleProvider(python -> CIRQ.compiler(), InstantSource.system()),
                Map.of("device", FakeGoogle.DEVICE, "project", FakeGoogle.PROJECT, "endpoint", address.toString()),
                Map.of("key", FakeSignIn.serviceAccount(address)),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeSignIn.privateKey());
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", ".*/programs/[^/]+/jobs");
    }
}
