package io.jenkins.plugins.quantum.engine.backend.braket;

/** The contract on {@code ionq/forte-1}. */
class BraketForteContractTest extends BraketContract {
    BraketForteContractTest() {
        super("ionq/forte-1");
    }
}
