package io.jenkins.plugins.quantum.engine.backend.braket;

/** The contract on {@code iqm/garnet}. */
class BraketGarnetContractTest extends BraketContract {
    BraketGarnetContractTest() {
        super("iqm/garnet");
    }
}
