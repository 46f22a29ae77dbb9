package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampledShareTest {
    private final Bench bench = Bench.of("allowed-states", Bench.circuit(2)).onHardware(3);

    private static SampledShare share(Bench bench) {
        return new SampledShare(
                bench.context(), Line.at(.8, .1), SequentialVerdict.View.of("share"), Set.of("00", "11"));
    }

    private Judgement.Decided judge(long right, long wrong) {
        var outcome = Outcome.sampled(new Counts(2, Map.of("00", right / 2, "11", right - right / 2, "01", wrong)));
        return Bench.decided(share(bench)
                .judge(
                        Bench.evidence(
                                new Evidence.Batch(Need.shots(1, right + wrong, 1, 0), List.of(List.of(outcome)))),
                        "Better",
                        "Worse"));
    }

    @Test
    void shouldNameTheLineWhereItFails() {
        Judgement.Decided fail = judge(500, 500);
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).isEqualTo("Worse: measured 0.50, the line is 0.80.");
        assertThat(fail.finding().next()).hasSize(2);

        Judgement.Decided pass = judge(990, 10);
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline()).isEqualTo("Better: measured 0.99.");
        assertThat(pass.finding().next()).isEmpty();
        assertThat(pass.finding().figures()).containsEntry("share", .99);
    }

    @Test
    void shouldNameTheMarginThatTheLimitDecides() {
        // (2.326 + 1.645) x sqrt(.85 x .15 / 50) = 0.2005
        assertThat(Bench.refused(share(bench.withShotLimit(50)).proposal(List.of()))
                        .alternative())
                .startsWith("write 'margin: 0.21', ");
    }
}
