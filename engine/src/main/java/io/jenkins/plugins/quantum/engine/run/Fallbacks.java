package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The further backends that may take over a plan's tests: each is held against references and budget as the first one is. */
final class Fallbacks {
    private final Plan plan;
    private final Prices prices;
    private final Map<String, List<Plan.Fallback>> able = new LinkedHashMap<>();
    private final Map<String, List<String>> unable = new LinkedHashMap<>();

    Fallbacks(Plan plan, Prices prices) {
        this.plan = plan;
        this.prices = prices;
    }

    /** Keeps those that can decide within the budget. */
    void refine(References references, JobRunner runner) throws InterruptedException {
        for (var test : plan.fallbacks().entrySet()) {
            for (Plan.Fallback fallback : test.getValue()) {
                try {
                    add(test.getKey(), references.refine(fallback.parts(), runner));
                } catch (InputException | RefusedException e) {
                    unable.computeIfAbsent(test.getKey(), name -> new ArrayList<>())
                            .add(fallback.backend() + " cannot take over test " + test.getKey() + ": "
                                    + e.getMessage());
                }
            }
        }
    }

    private void add(String test, List<Plan.PlannedTest> parts) {
        var cost = new PlanCost(parts, prices);
        cost.requireWithin(plan.budget(), plan.profile().at());
        able.computeIfAbsent(test, name -> new ArrayList<>())
                .add(new Plan.Fallback(parts.get(0).backend().name(), parts, cost.worst()));
    }

    Map<String, List<Plan.Fallback>> able() {
        return able;
    }

    /** Why others cannot, by the names of tests. */
    Map<String, List<String>> unable() {
        return unable;
    }
}
