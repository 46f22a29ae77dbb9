package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.cost.CostCheck;
import io.jenkins.plugins.quantum.engine.cost.CostEstimate;
import io.jenkins.plugins.quantum.engine.cost.Estimator;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.cost.PricedJob;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What a plan may cost, held against what may be spent. */
final class PlanCost {
    private final Estimator estimator;
    private final List<CostCheck.Item> items = new ArrayList<>();
    private final Map<Plan.PlannedGate, Look> looks = new IdentityHashMap<>();
    private Money worst = Money.zero();

    /** What the first look of a gate takes. */
    private record Look(long shots, Money worst) {
        Look plus(Look other) {
            return new Look(shots + other.shots, sum(worst, other.worst));
        }
    }

    PlanCost(List<Plan.PlannedTest> tests, Prices prices) {
        estimator = prices.estimator();
        tests.forEach(test -> test.gates().forEach(gate -> add(test, gate)));
    }

    private void add(Plan.PlannedTest test, Plan.PlannedGate gate) {
        for (Need need : gate.proposal().needs()) {
            if (need.source() == Need.Source.SUBJECT && !Prices.free(test.backend())) {
                need.tasks(test.workload()).stream()
                        .filter(task -> !task.bindings().isEmpty())
                        .forEach(task -> add(test, gate, need, task));
            }
        }
    }

    /** Each task is a submission of its own, or several. */
    private void add(Plan.PlannedTest test, Plan.PlannedGate gate, Need need, Workload.Task task) {
        PricedJob job = Prices.priced(
                test.backend(),
                (long) need.repeats() * task.bindings().size(),
                need.shots(),
                need.probe().isPresent()
                        ? CircuitMetrics.of(task.circuit())
                        : test.workload().metrics());
        int looks = gate.context().exact() ? 1 : gate.context().rounds();
        String device = test.backend().capabilities().device();
        items.add(new CostCheck.Item(
                test.spec().name() + " / " + gate.gate().name(), test.backend().name(), device, job, looks, List.of()));
        Money once = estimator.estimate(device, job).map(CostEstimate::worst).orElse(Money.zero());
        this.looks.merge(gate, new Look(job.circuits() * job.shots(), once), Look::plus);
        worst = sum(worst, once.times(looks));
    }

    /** Nothing counts in every currency; amounts of two currencies are refused before anybody reads the sum. */
    static Money sum(Money one, Money other) {
        if (other.amount().signum() == 0) {
            return one;
        }
        return one.amount().signum() == 0 || !one.currency().equals(other.currency()) ? other : one.plus(other);
    }

    /** The tests, whose gates now know what a shot costs. */
    List<Plan.PlannedTest> priced(List<Plan.PlannedTest> tests) {
        return tests.stream()
                .map(test -> test.with(test.gates().stream().map(this::priced).toList()))
                .toList();
    }

    private Plan.PlannedGate priced(Plan.PlannedGate gate) {
        Look look = looks.get(gate);
        return look == null ? gate : gate.costing(look.worst().among(look.shots()));
    }

    /** Whether any of it is not free. */
    boolean spends() {
        return !items.isEmpty();
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
