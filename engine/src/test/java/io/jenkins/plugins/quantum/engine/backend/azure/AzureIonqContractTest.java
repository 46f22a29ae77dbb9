package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.testkit.azure.FakeAzure;
import java.util.Map;

/** IonQ, with the workspace's key. */
class AzureIonqContractTest extends AzureContract {
    AzureIonqContractTest() {
        super("ionq.qpu.forte-1", Map.of("key", FakeAzure.KEY));
    }
}
