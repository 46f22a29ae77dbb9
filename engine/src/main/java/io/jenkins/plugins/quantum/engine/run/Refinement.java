package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes a plan final: measures what is free, lets the gates say what they need after that, and holds it against the budget. */
final class Refinement {
    private static final int DIGITS_OF_MONEY = 9;

    private final RunEnvironment environment;
    private final Prices prices;
    private final RunFolder folder;
    private final RunListener listener;
    private final BooleanSupplier cancelled;

    Refinement(
            RunEnvironment environment,
            Prices prices,
            RunFolder folder,
            RunListener listener,
            BooleanSupplier cancelled) {
        this.environment = environment;
        this.prices = prices;
        this.folder = folder;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /** The plan with final first looks, held against the budget. */
    Plan refine(Plan plan, References references) throws InterruptedException {
        try (JobRunner runner = runner(plan, Journal.discarding())) {
            List<Plan.PlannedTest> tests = references.refine(plan.tests(), runner);
            var cost = new PlanCost(tests, prices);
            Money limit = limit(plan, cost, references, runner);
            var fallbacks = new Fallbacks(plan, prices);
            fallbacks.refine(references, runner);
            return plan.with(cost.priced(tests), fallbacks.able(), cost.worst(), fallbacks.unable(), limit);
        }
    }

    /**
     * The most that a share of the plan may cost: what it is expected to cost at most, and an equal share of what the whole plan leaves
     * of the budget, so that all shares together stay within it even when all of them move to dearer backends.
     */
    private Money limit(Plan plan, PlanCost cost, References references, JobRunner runner) throws InterruptedException {
        RunShare share = plan.options().share();
        if (share.whole() || !cost.spends()) {
            cost.requireWithin(plan.budget(), plan.profile().at());
            return plan.budget();
        }
        List<Plan.PlannedTest> all = new ArrayList<>(plan.tests());
        all.addAll(plan.rest().paid());
        var whole = new PlanCost(references.refine(all, runner), prices);
        whole.requireWithin(plan.budget(), plan.profile().at());
        BigDecimal slack = plan.budget().amount().subtract(whole.worst().amount());
        BigDecimal mine = slack.divide(BigDecimal.valueOf(share.shards()), DIGITS_OF_MONEY, RoundingMode.DOWN);
        return new Money(cost.worst().amount().add(mine), plan.budget().currency());
    }

    /** Runs the jobs of a plan. */
    JobRunner runner(Plan plan, Journal journal) {
        return new JobRunner(
                environment.dispatcher(),
                folder,
                new RunLog(folder, journal, prices, environment.clock()),
                prices,
                listener,
                cancelled,
                environment.clock(),
                environment.clock().instant().plus(plan.profile().deadline()),
                plan.profile().runDeadline());
    }
}
