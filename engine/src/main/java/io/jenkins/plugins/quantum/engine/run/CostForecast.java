package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.cost.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan takes, as plain data for whoever decides whether to run it.
 *
 * @param schemaVersion
 *     of the JSON
 * @param profile
 *     the profile in force
 * @param budget
 *     the lowest limit in force
 * @param currency
 *     of all amounts
 * @param expected
 *     for healthy subjects
 * @param worst
 *     at most
 * @param expectedShots
 *     of all gates on all backends
 * @param worstShots
 *     at most
 * @param lines
 *     one a gate
 * @param warnings
 *     rendered messages about the user's files
 */
public record CostForecast(
        int schemaVersion,
        String profile,
        String budget,
        String currency,
        BigDecimal expected,
        BigDecimal worst,
        long expectedShots,
        long worstShots,
        List<Line> lines,
        List<String> warnings) {
    private static final int VERSION = 1;

    public CostForecast {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /**
     * What a gate takes. Its cost is its share of what its circuits cost.
     *
     * @param test
     *     its name
     * @param gate
     *     its name
     * @param backend
     *     where it runs
     * @param device
     *     as the price book names it
     * @param free
     *     whether it computes on the machine of the run
     * @param expectedShots
     *     0 where exact values are computed
     * @param worstShots
     *     at most
     * @param expected
     *     amount
     * @param worst
     *     at most
     */
    public record Line(
            String test,
            String gate,
            String backend,
            String device,
            boolean free,
            long expectedShots,
            long worstShots,
            BigDecimal expected,
            BigDecimal worst) {}

    /** Of a plan. */
    public static CostForecast of(Plan plan) {
        List<Line> lines = new ArrayList<>();
        for (Plan.PlannedTest test : plan.tests()) {
            test.gates().forEach(gate -> lines.add(line(test, gate)));
        }
        Money worst = plan.worstCost();
        BigDecimal expected = lines.stream().map(Line::expected).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new CostForecast(
                VERSION,
                plan.profile().name(),
                plan.budget().toString(),
                worst.amount().signum() == 0 ? plan.budget().currency() : worst.currency(),
                plain(expected.min(worst.amount())),
                plain(worst.amount()),
                lines.stream().mapToLong(Line::expectedShots).sum(),
                lines.stream().mapToLong(Line::worstShots).sum(),
                lines,
                plan.allWarnings());
    }

    private static Line line(Plan.PlannedTest test, Plan.PlannedGate gate) {
        Money shot = gate.context().estimatedCost();
        long expected = gate.proposal().expectedShots();
        long most = gate.proposal().worstShots();
        return new Line(
                test.spec().name(),
                gate.gate().name(),
                test.backend().name(),
                test.backend().capabilities().device(),
                Prices.free(test.backend()),
                expected,
                most,
                plain(shot.times(expected).amount()),
                plain(shot.times(most).amount()));
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(amount.stripTrailingZeros().toPlainString());
    }

    /** As JSON. */
    public String toJson() {
        try {
            return RunJson.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a forecast is plain data", e);
        }
    }

    /**
     * From JSON.
     *
     * @throws IllegalArgumentException
     *     when it is damaged or of another version
     */
    public static CostForecast fromJson(String json) {
        try {
            CostForecast forecast = RunJson.MAPPER.readValue(json, CostForecast.class);
            if (forecast.schemaVersion() == VERSION) {
                return forecast;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no forecast: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("this is no forecast of this version");
    }
}
