package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunJson;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headline numbers of a run: one line of a trend index, so that a trend over a hundred builds reads one small file.
 *
 * @param build
 *     its number
 * @param time
 *     milliseconds since 1970, UTC
 * @param exitCode
 *     of the run
 * @param entries
 *     one for each test and backend
 */
public record TrendLine(int build, long time, int exitCode, List<Entry> entries) {
    /** Figure of findings that is drawn as score. */
    static final String SCORE = "fidelity";

    /** Figure of findings that is drawn as accuracy. */
    static final String ACCURACY = "accuracy";

    /** Figure of findings that is drawn as critical noise. */
    static final String CRITICAL = "noise.critical";

    private static final int LONGEST_NAME = 200;

    public TrendLine {
        entries = List.copyOf(entries);
    }

    /**
     * A test on one backend.
     *
     * @param epoch
     *     calibration that its noise stands for
     * @param score
     *     linear score, 1 is ideal; NaN where no gate told it
     * @param accuracy
     *     under noise, 0 to 1; NaN where no gate told it
     * @param criticalNoise
     *     multiple of the device's noise at which the line is crossed; NaN where no gate told it
     * @param cost
     *     in {@code currency}
     * @param currency
     *     of the first gate that cost something, else that of the first gate; amounts in others are left out
     * @param shots
     *     used by its gates
     * @param verdicts
     *     by gate
     * @param intervals
     *     of those figures that are estimates, by {@code score}, {@code accuracy}, {@code criticalNoise}; absent in lines of an earlier version
     */
    public record Entry(
            String test,
            String backend,
            String epoch,
            double score,
            double accuracy,
            double criticalNoise,
            double cost,
            String currency,
            long shots,
            Map<String, Verdict> verdicts,
            @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    Map<String, Interval> intervals) {
        public Entry {
            verdicts = Collections.unmodifiableMap(new TreeMap<>(verdicts));
            intervals = Collections.unmodifiableMap(new TreeMap<>(intervals));
        }

        /** Without intervals. */
        public Entry(
                String test,
                String backend,
                String epoch,
                double score,
                double accuracy,
                double criticalNoise,
                double cost,
                String currency,
                long shots,
                Map<String, Verdict> verdicts) {
            this(test, backend, epoch, score, accuracy, criticalNoise, cost, currency, shots, verdicts, Map.of());
        }
    }

    /**
     * Where a figure may lie.
     *
     * @param lower
     *     lower end
     * @param upper
     *     upper end, above the lower one
     * @param confidence
     *     0 to 1
     */
    public record Interval(double lower, double upper, double confidence) {
        /** {@code 0.77..0.83}. */
        public String text() {
            return PlainText.number(lower) + ".." + PlainText.number(upper);
        }
    }

    /** Takes the numbers out of a result. */
    public static TrendLine of(RunResult result, int build, long epochMillis) {
        return new TrendLine(
                build,
                epochMillis,
                result.exitCode(),
                result.tests().stream().map(TrendLine::entry).toList());
    }

    private static Entry entry(TestResult test) {
        List<Money> costs = test.gates().stream()
                .map(TrendLine::cost)
                .flatMap(Optional::stream)
                .toList();
        String currency = costs.stream()
                .filter(cost -> cost.amount().signum() > 0)
                .findFirst()
                .or(() -> costs.stream().findFirst())
                .map(Money::currency)
                .orElse("USD");
        BigDecimal cost = costs.stream()
                .filter(money -> money.currency().equals(currency))
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Verdict> verdicts = new TreeMap<>();
        test.gates().forEach(gate -> verdicts.put(PlainText.line(gate.gate(), LONGEST_NAME), gate.verdict()));
        return new Entry(
                PlainText.line(test.name(), LONGEST_NAME),
                PlainText.line(test.backend(), LONGEST_NAME),
                PlainText.line(test.epoch(), LONGEST_NAME),
                figure(test, SCORE),
                figure(test, ACCURACY),
                figure(test, CRITICAL),
                cost.doubleValue(),
                currency,
                test.gates().stream().mapToLong(gate -> gate.finding().shots()).sum(),
                verdicts,
                intervals(test));
    }

    private static Map<String, Interval> intervals(TestResult test) {
        Map<String, Interval> intervals = new TreeMap<>();
        Map.of("score", SCORE, "accuracy", ACCURACY, "criticalNoise", CRITICAL)
                .forEach((figure, name) -> interval(test, name).ifPresent(known -> intervals.put(figure, known)));
        return intervals;
    }

    /** A gate tells one interval, that of the figure that decided; others have none here. */
    private static Optional<Interval> interval(TestResult test, String name) {
        double figure = figure(test, name);
        return test.gates().stream()
                .map(GateResult::finding)
                .filter(finding -> finding.figures().containsKey(name)
                        && finding.value() == figure
                        && Double.isFinite(finding.lower())
                        && Double.isFinite(finding.upper())
                        && finding.upper() > finding.lower())
                .findFirst()
                .map(finding -> new Interval(finding.lower(), finding.upper(), finding.confidence()));
    }

    private static Optional<Money> cost(GateResult gate) {
        try {
            return Optional.of(Money.parse(gate.cost()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a provider's own unit that is no money: drawn nowhere
        }
    }

    private static double figure(TestResult test, String name) {
        return test.gates().stream()
                .map(gate -> gate.finding().figures().get(name))
                .filter(value -> value != null && Double.isFinite(value))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** JSON in one line, without a line end. */
    public String toJson() {
        try {
            return RunJson.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a trend line is plain data", e);
        }
    }

    /** Reads a line; empty where it is none, for example cut short by a crash. */
    public static Optional<TrendLine> parse(String line) {
        try {
            return Optional.ofNullable(RunJson.MAPPER.readValue(line, TrendLine.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
