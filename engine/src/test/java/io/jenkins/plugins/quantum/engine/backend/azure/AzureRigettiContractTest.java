package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.testkit.azure.FakeAzure;
import java.util.Map;

/** Rigetti, with the workspace's key. */
class AzureRigettiContractTest extends AzureContract {
    AzureRigettiContractTest() {
        super("rigetti.sim.qvm", Map.of("key", FakeAzure.KEY));
    }
}
