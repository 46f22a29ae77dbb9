package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.testkit.azure.FakeAzure;
import java.util.Map;

/** Quantinuum, with an application's tokens. */
class AzureQuantinuumContractTest extends AzureContract {
    AzureQuantinuumContractTest() {
        super(
                "quantinuum.sim.h2-1e",
                Map.of("client-id", FakeAzure.CLIENT_ID, "client-secret", FakeAzure.CLIENT_SECRET));
    }
}
