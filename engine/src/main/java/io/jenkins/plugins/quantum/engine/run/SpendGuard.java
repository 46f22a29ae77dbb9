package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.util.List;
import java.util.Optional;

/**
 * The one gate that money of a run passes: asked before anything is submitted for money, told when the run is over. A seam: limits
 * that many runs share are kept where all of them meet. One object for a run; called by the run's own thread of the moment.
 */
public interface SpendGuard {
    /** Lets everything pass: the suite's own budget is the only limit. */
    SpendGuard NONE = new SpendGuard() {
        @Override
        public Optional<String> reserve(List<Money> worst) {
            return Optional.empty();
        }

        @Override
        public void settle(List<Money> spent, List<Money> mayBill) {
            // nobody keeps accounts
        }
    };

    /**
     * What the money is for, told before the first question for it. Nothing depends on it.
     *
     * @param backends
     *     names of the services' backends that the plan has work for
     * @param shots
     *     that the plan takes there at most
     */
    default void purpose(List<String> backends, long shots) {
        // most keep accounts of money only
    }

    /**
     * Reserves what the run may cost at most. Asked before the first submission, again when a test would move to a dearer backend,
     * and once more when the run goes on in another process. A reservation takes the place of the run's earlier one.
     *
     * @param worst
     *     the most that the whole run may bill from its beginning, one amount for each currency; empty where it can cost nothing
     * @return empty when it is reserved; else why not, fit for users: the earlier reservation stands and nothing new is submitted
     */
    Optional<String> reserve(List<Money> worst);

    /**
     * The run is over, however it ended; what was reserved beyond these amounts is free again.
     *
     * @param spent
     *     one amount for each currency
     * @param mayBill
     *     the most that jobs may still bill which brought nothing, one amount for each
     */
    void settle(List<Money> spent, List<Money> mayBill);
}
