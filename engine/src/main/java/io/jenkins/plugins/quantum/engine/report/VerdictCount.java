package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many gates gave which verdict. */
record VerdictCount(Map<Verdict, Long> byVerdict) {
    static VerdictCount of(RunResult result) {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        result.tests().forEach(test -> count(test, counts));
        return new VerdictCount(counts);
    }

    static VerdictCount of(RunResult.TestResult test) {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        count(test, counts);
        return new VerdictCount(counts);
    }

    private static void count(RunResult.TestResult test, Map<Verdict, Long> counts) {
        test.gates().forEach(gate -> counts.merge(gate.verdict(), 1L, Long::sum));
    }

    long of(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0L);
    }

    long total() {
        return byVerdict.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code 1 failed, 3 passed}: what needs a look first; verdicts that did not occur are left out. */
    @Override
    public String toString() {
        if (total() == 0) {
            return "no gate ran";
        }
        return List.of(Verdict.FAIL, Verdict.NO_DATA, Verdict.INCONCLUSIVE, Verdict.PASS, Verdict.SKIPPED).stream()
                .filter(verdict -> of(verdict) > 0)
                .map(verdict -> of(verdict) + " " + word(verdict))
                .collect(Collectors.joining(", "));
    }

    /** As it stands in a sentence: {@code no data}. */
    static String word(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case INCONCLUSIVE -> "inconclusive";
            case NO_DATA -> "without data";
            case SKIPPED -> "skipped";
        };
    }

    /** As it stands on a badge: {@code NO DATA}. */
    static String label(Verdict verdict) {
        return verdict.name().replace('_', ' ');
    }

    /** As it is called in class names of style sheets: {@code no-data}. */
    static String style(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
