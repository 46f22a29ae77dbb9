package io.jenkins.plugins.quantum.engine.backend.alicebob;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.alicebob.FakeAliceBob;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class AliceBobContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeAliceBob(Clock.systemUTC(), 0);
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Crosswise.open(
                new AliceBobProvider(),
                Map.of(
                        "device",
                        FakeAliceBob.DEVICE,
                        "gates",
                        "x,z,h,s,sdg,t,tdg,rx,ry,rz,cx",
                        "endpoint",
                        address.toString()),
                Map.of("api-key", FakeAliceBob.KEY),
                Duration.ofSeconds(2));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeAliceBob.KEY);
    }

    /** Nothing runs before the program is there. */
    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/v1/jobs/[^/]+/input");
    }

    /** The answer to an upload says nothing but its status. */
    @Override
    protected List<Answer> useless() {
        return super.useless().subList(0, 2);
    }
}
