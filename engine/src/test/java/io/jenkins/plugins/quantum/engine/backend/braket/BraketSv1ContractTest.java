package io.jenkins.plugins.quantum.engine.backend.braket;

/** The contract on {@code sv1}. */
class BraketSv1ContractTest extends BraketContract {
    BraketSv1ContractTest() {
        super("sv1");
    }
}
