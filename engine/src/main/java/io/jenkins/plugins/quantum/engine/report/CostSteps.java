package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the money of a run went, gate by gate, each on top of those before it: a waterfall. A gate's part is the price of the shots that it used; jobs that serve several
 * gates are paid once, so that the parts may exceed what was spent. The last step says by how much.
 *
 * @param currency
 *     of all amounts
 * @param steps
 *     in the order of the suite; gates that cost nothing are left out
 * @param spent
 *     in all; the sum of the steps where the run does not say it in this currency
 */
public record CostSteps(String currency, List<Step> steps, double spent) {
    /** Steps drawn; what follows is one step. */
    static final int MOST_STEPS = 12;

    private static final int LONGEST_NAME = 200;

    /** The least difference that is worth a step: half of the last digit that people see. */
    private static final BigDecimal LEAST = new BigDecimal("0.005");

    public CostSteps {
        steps = List.copyOf(steps);
    }

    /**
     * A part.
     *
     * @param name
     *     {@code iris / accuracy on garnet}
     * @param shots
     *     that it used; 0 where it stands for several things
     * @param from
     *     what was spent before it
     * @param to
     *     after it; less than {@code from} where shared jobs are taken off
     */
    public record Step(String name, long shots, double from, double to) {
        /** Its own amount; negative where shared jobs are taken off. */
        public double amount() {
            return to - from;
        }
    }

    /** One waterfall for each currency; none for a run that cost nothing. */
    public static List<CostSteps> of(RunResult result) {
        Map<String, List<Part>> parts = new LinkedHashMap<>();
        for (RunResult.TestResult test : result.tests()) {
            for (RunResult.GateResult gate : test.gates()) {
                money(gate.cost()).filter(cost -> cost.amount().signum() > 0).ifPresent(cost -> parts.computeIfAbsent(
                                cost.currency(), key -> new ArrayList<>())
                        .add(new Part(name(test, gate), gate.finding().shots(), cost.amount())));
            }
        }
        Optional<Money> spent = money(result.cost().actual());
        List<CostSteps> all = new ArrayList<>();
        parts.forEach((currency, list) -> all.add(of(
                currency,
                list,
                spent.filter(total -> total.currency().equals(currency)).map(Money::amount))));
        return all;
    }

    /** The heading of its chart. */
    public String title() {
        return "Cost by gate, " + PlainText.line(currency);
    }

    /** Its numbers, for those who cannot see the chart. */
    PlotTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (Step step : steps) {
            rows.add(List.of(
                    step.name(),
                    step.shots() == 0 ? PlainText.NOTHING : PlainText.count(step.shots()),
                    amount(step.amount()),
                    amount(step.to())));
        }
        rows.add(List.of("spent", PlainText.NOTHING, amount(spent), amount(spent)));
        return new PlotTable(title(), List.of("part", "shots", "amount", "so far"), rows);
    }

    private static String amount(double value) {
        return PlainText.money(BigDecimal.valueOf(value));
    }

    private record Part(String name, long shots, BigDecimal amount) {}

    private static CostSteps of(String currency, List<Part> parts, Optional<BigDecimal> spent) {
        List<Step> steps = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            boolean rest = i == MOST_STEPS - 1 && parts.size() > MOST_STEPS;
            BigDecimal amount =
                    rest ? sum(parts.subList(i, parts.size())) : parts.get(i).amount();
            String name = rest
                    ? PlainText.count(parts.size() - (long) i) + " more gates"
                    : parts.get(i).name();
            steps.add(step(name, rest ? 0 : parts.get(i).shots(), sum, amount));
            sum = sum.add(amount);
            if (rest) {
                break;
            }
        }
        BigDecimal total = spent.orElse(sum);
        BigDecimal other = total.subtract(sum);
        if (other.abs().compareTo(LEAST) > 0) {
            steps.add(step(other.signum() < 0 ? "paid once for several gates" : "other jobs", 0, sum, other));
        }
        return new CostSteps(currency, steps, total.doubleValue());
    }

    private static Step step(String name, long shots, BigDecimal before, BigDecimal amount) {
        return new Step(name, shots, before.doubleValue(), before.add(amount).doubleValue());
    }

    private static BigDecimal sum(List<Part> parts) {
        return parts.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String name(RunResult.TestResult test, RunResult.GateResult gate) {
        return PlainText.line(test.name() + " / " + gate.gate() + " on " + test.backend(), LONGEST_NAME);
    }

    private static Optional<Money> money(String text) {
        try {
            return Optional.of(Money.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a unit that is no money: it stands in the table of gates
        }
    }
}
