package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.report.Comparison.Delta;
import io.jenkins.plugins.quantum.engine.report.Comparison.GateChange;
import io.jenkins.plugins.quantum.engine.report.Comparison.TestChange;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comparison in words: each test, what changed in its circuit and noise, then its gates. */
final class ComparisonText {
    private static final int LONGEST_NAME = 120;

    private final StringBuilder text = new StringBuilder();

    ComparisonText(Comparison comparison) {
        comparison.tests().forEach(this::test);
        closing(comparison);
    }

    private void test(TestChange test) {
        line(0, name(test.name()) + " on " + name(test.backend()) + presence(test));
        if (!test.circuit().isEmpty()) {
            line(
                    1,
                    "Circuit: "
                            + test.circuit().stream()
                                    .map(ComparisonText::difference)
                                    .collect(Collectors.joining(", ")) + source(test));
        } else if (digestChanged(test)) {
            line(1, "Circuit: same size, other content" + source(test));
        }
        if (test.noiseChanged()) {
            line(
                    1,
                    "Noise: " + noise(test.before()) + " -> " + noise(test.after())
                            + "; part of the difference may be the device's");
        }
        if (test.before().isPresent() && test.after().isPresent()) {
            test.gates().forEach(this::gate);
        } else {
            test.gates().forEach(gate -> line(1, verdict(gate.after().or(gate::before)) + "  " + name(gate.gate())));
        }
        text.append('\n');
    }

    private static String presence(TestChange test) {
        if (test.before().isEmpty()) {
            return ": new";
        }
        return test.after().isEmpty() ? ": no longer there" : "";
    }

    private static boolean digestChanged(TestChange test) {
        return test.before().isPresent()
                && test.after().isPresent()
                && !test.before().get().digest().equals(test.after().get().digest());
    }

    private static String source(TestChange test) {
        return " (" + test.after().map(TestResult::source).orElse("") + ")";
    }

    private static String noise(Optional<TestResult> test) {
        return test.map(t -> t.noise() + (t.epoch().isEmpty() ? "" : ", calibration " + t.epoch()))
                .orElse("");
    }

    private void gate(GateChange gate) {
        var head = new StringBuilder(verdict(gate.after().isPresent() ? gate.after() : gate.before()))
                .append("  ")
                .append(name(gate.gate()));
        if (gate.before().isEmpty()) {
            head.append(": new");
        } else if (gate.after().isEmpty()) {
            head.append(": no longer there");
        } else if (gate.verdictChanged()) {
            head.append(", was ").append(verdict(gate.before()));
        }
        line(1, head.toString());
        if (gate.before().isPresent() && gate.after().isPresent()) {
            gate.figures().forEach(delta -> line(2, change(delta)));
        }
    }

    private static String verdict(Optional<GateResult> gate) {
        return gate.map(g -> g.accepted() ? VerdictCount.label(g) : g.verdict().name())
                .orElse("");
    }

    private static String difference(Delta delta) {
        return signed(delta.after() - delta.before()) + " " + delta.name();
    }

    private static String change(Delta delta) {
        String both = delta.name() + " " + PlainText.number(delta.before()) + " -> " + PlainText.number(delta.after());
        double difference = delta.after() - delta.before();
        return Double.isFinite(difference) ? both + " (" + signed(difference) + ")" : both;
    }

    static String signed(double value) {
        return (value > 0 ? "+" : "") + PlainText.number(value);
    }

    private void closing(Comparison comparison) {
        line(0, verdicts(comparison) + ", cost " + comparison.costBefore() + " -> " + comparison.costAfter());
    }

    /** {@code 2 verdicts changed, 1 no longer passed}. */
    static String verdicts(Comparison comparison) {
        List<GateChange> changed = comparison.tests().stream()
                .flatMap(test -> test.gates().stream())
                .filter(gate -> gate.before().isPresent() && gate.after().isPresent() && gate.verdictChanged())
                .toList();
        long worse = changed.stream().filter(GateChange::worse).count();
        String count =
                changed.isEmpty() ? "no verdict changed" : PlainText.count(changed.size(), "verdict") + " changed";
        return worse > 0 ? count + ", " + worse + " no longer passed" : count;
    }

    private void line(int depth, String words) {
        text.append("  ".repeat(depth)).append(PlainText.line(words)).append('\n');
    }

    private static String name(String name) {
        return PlainText.line(name, LONGEST_NAME);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
