package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.run.CostForecast;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code quantumEstimate} returns to the pipeline. Amounts are numbers of {@link #getCurrency}. */
public final class QuantumEstimateResult implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String WORST = "worst";
    private static final String EXPECTED = "expected";
    private static final String SHOTS = "shots";
    private static final String FREE = "free";

    private final String refusal;
    private final String profile;
    private final String budget;
    private final String currency;
    private final BigDecimal worst;
    private final BigDecimal expected;
    private final long shots;
    private final long expectedShots;
    private final ArrayList<LinkedHashMap<String, Serializable>> tests = new ArrayList<>();
    private final LinkedHashMap<String, LinkedHashMap<String, Serializable>> backends = new LinkedHashMap<>();

    QuantumEstimateResult(CostForecast forecast) {
        refusal = "";
        profile = forecast.profile();
        budget = forecast.budget();
        currency = forecast.currency();
        worst = forecast.worst();
        expected = forecast.expected();
        shots = forecast.worstShots();
        expectedShots = forecast.expectedShots();
        forecast.lines().forEach(this::add);
    }

    private QuantumEstimateResult(String refusal) {
        this.refusal = refusal;
        profile = "";
        budget = "";
        currency = "";
        worst = BigDecimal.ZERO;
        expected = BigDecimal.ZERO;
        shots = 0;
        expectedShots = 0;
    }

    /** The answer when budget or shots cannot decide: the run itself would be refused with the same words. */
    static QuantumEstimateResult refused(String reason) {
        return new QuantumEstimateResult(reason);
    }

    private void add(CostForecast.Line line) {
        LinkedHashMap<String, Serializable> test = figures(line);
        test.put("test", line.test());
        test.put("gate", line.gate());
        test.put("backend", line.backend());
        test.put("device", line.device());
        tests.add(test);
        backends.merge(line.backend(), figures(line), (sum, more) -> {
            sum.put(WORST, ((BigDecimal) sum.get(WORST)).add(line.worst()));
            sum.put(EXPECTED, ((BigDecimal) sum.get(EXPECTED)).add(line.expected()));
            sum.put(SHOTS, (Long) sum.get(SHOTS) + line.worstShots());
            return sum;
        });
    }

    private static LinkedHashMap<String, Serializable> figures(CostForecast.Line line) {
        LinkedHashMap<String, Serializable> figures = new LinkedHashMap<>();
        figures.put(WORST, line.worst());
        figures.put(EXPECTED, line.expected());
        figures.put(SHOTS, line.worstShots());
        figures.put(FREE, line.free());
        return figures;
    }

    /** Whether the run would be refused, because budget or shots cannot decide. Then there are no figures. */
    @Whitelisted
    public boolean isRefused() {
        return !refusal.isEmpty();
    }

    /** Why it would be refused, as the run would say it; empty when it would not. */
    @NonNull
    @Whitelisted
    public String getRefusal() {
        return refusal;
    }

    /** Whether it costs nothing. */
    @Whitelisted
    public boolean isFree() {
        return !isRefused() && worst.signum() == 0;
    }

    /** The profile in force. */
    @NonNull
    @Whitelisted
    public String getProfile() {
        return profile;
    }

    /** The lowest limit in force, for example {@code 25 USD}. */
    @NonNull
    @Whitelisted
    public String getBudget() {
        return budget;
    }

    /** Of all amounts: three letters, or a provider's unit. */
    @NonNull
    @Whitelisted
    public String getCurrency() {
        return currency;
    }

    /** The most that the run can cost. */
    @NonNull
    @Whitelisted
    public BigDecimal getWorst() {
        return worst;
    }

    /** What it costs when the model is healthy. */
    @NonNull
    @Whitelisted
    public BigDecimal getExpected() {
        return expected;
    }

    /** {@link #getWorst} as text, for example {@code 6.42 USD}. */
    @NonNull
    @Whitelisted
    public String getWorstCost() {
        return isRefused() ? "" : worst.toPlainString() + " " + currency;
    }

    /** {@link #getExpected} as text. */
    @NonNull
    @Whitelisted
    public String getExpectedCost() {
        return isRefused() ? "" : expected.toPlainString() + " " + currency;
    }

    /** The most shots. */
    @Whitelisted
    public long getShots() {
        return shots;
    }

    /** The shots that a healthy model takes. */
    @Whitelisted
    public long getExpectedShots() {
        return expectedShots;
    }

    /** A map for each gate of each test: {@code test, gate, backend, device, worst, expected, shots, free}. */
    @NonNull
    @Whitelisted
    public List<? extends Map<String, Serializable>> getTests() {
        return List.copyOf(tests);
    }

    /** By the backend's name: {@code worst, expected, shots, free}. */
    @NonNull
    @Whitelisted
    public Map<String, ? extends Map<String, Serializable>> getBackends() {
        return new LinkedHashMap<>(backends);
    }
}
