package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many gates gave which verdict.
 *
 * @param byVerdict
 *     accepted failures left out
 * @param accepted
 *     failures that are known faults
 */
record VerdictCount(Map<Verdict, Long> byVerdict, long accepted) {
    /** The class of known faults in style sheets. */
    static final String ACCEPTED = "accepted";

    static VerdictCount of(RunResult result) {
        return of(result.tests().stream().flatMap(test -> test.gates().stream()).toList());
    }

    static VerdictCount of(RunResult.TestResult test) {
        return of(test.gates());
    }

    private static VerdictCount of(List<RunResult.GateResult> gates) {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        gates.stream().filter(gate -> !gate.accepted()).forEach(gate -> counts.merge(gate.verdict(), 1L, Long::sum));
        return new VerdictCount(
                counts, gates.stream().filter(RunResult.GateResult::accepted).count());
    }

    /** Accepted failures are none of the failed ones. */
    long of(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0L);
    }

    long total() {
        return accepted + byVerdict.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code 1 failed, 3 passed}: what needs a look first; verdicts that did not occur are left out. */
    @Override
    public String toString() {
        if (total() == 0) {
            return "no gate ran";
        }
        Stream<String> open = words(Verdict.FAIL, Verdict.NO_DATA, Verdict.INCONCLUSIVE);
        Stream<String> known = accepted > 0 ? Stream.of(accepted + " failed as accepted") : Stream.empty();
        return Stream.of(open, known, words(Verdict.PASS, Verdict.SKIPPED))
                .flatMap(Function.identity())
                .collect(Collectors.joining(", "));
    }

    private Stream<String> words(Verdict... verdicts) {
        return Stream.of(verdicts).filter(verdict -> of(verdict) > 0).map(verdict -> of(verdict) + " " + word(verdict));
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

    /** As it stands on a badge, known faults told from others. */
    static String label(RunResult.GateResult gate) {
        return gate.accepted() ? "FAIL, ACCEPTED" : label(gate.verdict());
    }

    /** As it is called in class names of style sheets, known faults told from others. */
    static String style(RunResult.GateResult gate) {
        return gate.accepted() ? ACCEPTED : style(gate.verdict());
    }

    /** As it is called in class names of style sheets: {@code no-data}. */
    static String style(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
