package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnsatzChangeTest {
    private static final Plot PLOT = new Plot.Bars("t", "y", List.of("a"), List.of());

    private static Judgement.Decided judge(double target, double value) {
        GateContext context = Bench.of("expressibility", Bench.circuit(2))
                .with("target", target)
                .context();
        return Bench.decided(
                new AnsatzChange(context, .25).judge("Expressibility", "kl value", value, .125, PLOT, List.of("d")));
    }

    @Test
    void shouldAllowChangesUpToTheLimit() {
        Judgement.Decided above = judge(.5, .75);
        assertThat(above.verdict()).isEqualTo(Verdict.PASS);
        assertThat(above.finding().headline())
                .isEqualTo("Expressibility is 0.75, 0.250 above 0.50; a change of 0.25 is allowed.");
        assertThat(above.finding().line()).isEqualTo(.75);
        assertThat(above.finding().lower()).isEqualTo(.625);
        assertThat(above.finding().upper()).isEqualTo(.875);
        assertThat(above.finding().figures()).containsEntry("kl-value", .75).containsEntry("kl-value.change", .25);
        assertThat(above.finding().details()).containsExactly("d");
        assertThat(judge(0, .25 + Averaged.ROUNDING).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(0, .25 + 2 * Averaged.ROUNDING).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldSayInWhichDirectionItChanged() {
        Judgement.Decided below = judge(.75, .25);
        assertThat(below.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(below.finding().headline())
                .isEqualTo("Expressibility is 0.25, 0.50 below 0.75; a change of 0.25 is allowed.");
        assertThat(below.finding().line()).isEqualTo(.5);
        assertThat(below.finding().next().get(0))
                .isEqualTo("if the change is meant, record it: qmlops baseline quantum.yml --runs 1");

        assertThat(judge(.5, .5).finding().headline())
                .isEqualTo("Expressibility is 0.50, 0.00 above 0.50; a change of 0.25 is allowed.");
        assertThat(judge(.5, .5).finding().line()).isEqualTo(.75);
    }
}
