package io.jenkins.plugins.quantum.engine.backend.braket;

/** The contract on {@code dm1}. */
class BraketDm1ContractTest extends BraketContract {
    BraketDm1ContractTest() {
        super("dm1");
    }
}
