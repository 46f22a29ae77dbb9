package io.jenkins.plugins.quantum.engine.testkit;

/**
 * What every backend of a provider must do. A vendor extends it, points it at the adapter and at a service (a fake one on this machine,
 * or the real one), and runs it as JUnit tests; what can only be shown with a service that obeys is skipped by name for others. Its tests
 * are in its parts, one for each reason to fail.
 */
public abstract class BackendContract extends ContractStand
        implements ResultsContract, StatesContract, MoneyContract, FaultsContract, SecretsContract {
    @Override
    public final ContractStand stand() {
        return this;
    }
}
