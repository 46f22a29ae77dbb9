package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.BackendContract;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.azure.FakeAzure;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The contract, once for each format of programs; Pasqal's sequences are no circuits and have tests of their own. */
abstract class AzureContract extends BackendContract {
    private final String target;
    private final Map<String, String> credentials;

    AzureContract(String target, Map<String, String> credentials) {
        this.target = target;
        this.credentials = credentials;
    }

    @Override
    protected FakeService startService() {
        return new FakeAzure(Clock.systemUTC());
    }

    @Override
    protected Backend open(URI address) throws BackendException {
        return Workspaces.open(address, target, credentials);
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeAzure.KEY, FakeAzure.CLIENT_SECRET, "azure-issued-0");
    }

    @Override
    protected boolean submits(Asked request) {
        return request.is("PUT", "/subscriptions/.*/jobs/[^/]+");
    }
}
