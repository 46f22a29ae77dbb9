package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.dwave.FakeDwave;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class HybridContractTest extends BackendContract {
    @Override
    protected FakeService startService() {
        return new FakeDwave();
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return DwaveBackends.open(address, Duration.ofSeconds(2), Map.of("device", FakeDwave.HYBRID));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeDwave.TOKEN);
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("POST", "/sapi/v2/problems/");
    }

    @Override
    protected long shots() {
        return 1;
    }

    @Override
    protected JobRequest asymmetric() {
        return request(
                new BinaryQuadraticModel(
                        Vartype.QUBO,
                        List.of(-2.0, 2.0, 1.0),
                        List.of(new Coupling(0, 1, 1), new Coupling(1, 2, -1)),
                        0.25),
                List.of(Map.of()));
    }
}
