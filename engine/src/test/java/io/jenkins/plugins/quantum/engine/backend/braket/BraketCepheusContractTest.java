package io.jenkins.plugins.quantum.engine.backend.braket;

/** The contract on {@code rigetti/cepheus-1-108q}. */
class BraketCepheusContractTest extends BraketContract {
    BraketCepheusContractTest() {
        super("rigetti/cepheus-1-108q");
    }
}
