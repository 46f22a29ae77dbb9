package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.CostCheck;
import io.jenkins.plugins.quantum.engine.cost.CostEstimate;
import io.jenkins.plugins.quantum.engine.cost.Estimator;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.cost.PricedJob;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Need;
import java.util.ArrayList;
import java.util.List;

/** What a plan may cost, held against what may be spent. */
final class PlanCost {
    private final Estimator estimator = new Estimator(PriceBook.bundled());
    private final List<CostCheck.Item> items = new ArrayList<>();
    private Money worst = Money.zero();

    PlanCost(List<Plan.PlannedTest> tests) {
        tests.forEach(test -> test.gates().forEach(gate -> add(test, gate)));
    }

    private void add(Plan.PlannedTest test, Plan.PlannedGate gate) {
        for (Need need : gate.proposal().needs()) {
            if (need.source() == Need.Source.SUBJECT) {
                long circuits = need.repeats()
                        * test.workload().tasks().stream()
                                .mapToLong(task -> task.bindings().size())
                                .sum();
                var job = PricedJob.of(
                        circuits, Math.max(1, need.shots()), test.workload().metrics());
                int looks = gate.context().exact() ? 1 : gate.context().rounds();
                String device = test.backend().capabilities().type();
                items.add(new CostCheck.Item(
                        test.spec().name() + " / " + gate.gate().name(),
                        test.backend().name(),
                        device,
                        job,
                        looks,
                        List.of()));
                worst = worst.plus(estimator
                        .estimate(device, job)
                        .map(CostEstimate::worst)
                        .orElse(Money.zero())
                        .times(looks));
            }
        }
    }

    /** At most this much. */
    Money worst() {
        return worst;
    }

    /**
     * Nothing when the limit covers the worst case.
     *
     * @throws RefusedException
     *     when it does not
     */
    void requireWithin(Money limit, SourcePosition limitAt) {
        new CostCheck(estimator, limit, limitAt).check(items).ifPresent(reason -> {
            throw new RefusedException(List.of(reason));
        });
    }
}
