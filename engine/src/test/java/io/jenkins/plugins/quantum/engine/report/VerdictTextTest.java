package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
    @Test
    void shouldSayAVerdictInOneLine() {
        assertThat(VerdictText.line("ghz", "builtin", Results.ghz().gates().get(0)))
                .isEqualTo(
                        "PASS  ghz / fidelity on builtin: The outcomes match the ideal circuit to 0.96; the line is 0.90.");
    }

    @Test
    void shouldTellAFailureWithItsReasonsAndTheNextStep() {
        var test = Results.irisFailed();
        assertThat(VerdictText.block(test, test.gates().get(1)))
                .isEqualTo(
                        """
                FAIL  iris / noise-budget on builtin                            quantum.yml:18
                  Accuracy falls to 0.81 at 1.5x the noise of heron-r2; the line is 0.85.
                  It crosses the line at 1.2x: the model works today, with too little reserve.
                  ideal 0.97   1.0x 0.87   1.5x 0.81   2.0x 0.74     exact, 40 points, +-0.004 numerical
                  accuracy at 1.5x = 0.8145 (95 % 0.8105..0.8185); line 0.85; averaged; 0 USD
                  Next: qmlops compare main --test iris""");
    }

    @Test
    void shouldNumberSeveralChoices() {
        var test = Results.hardware();
        assertThat(VerdictText.block(test, test.gates().get(0)))
                .endsWith(
                        """
                \s accuracy = 0.8 (95 % 0.77..0.83); line 0.85; 3 000 shots; 6.42 USD
                \s Next: (1) continue: qmlops resume RUN --rounds 2 (about 7 USD)
                \s       (2) widen the margin to 0.15
                \s       (3) accept what is shown: min 0.73""");
    }

    @Test
    void shouldSummariseInTheOrderOfTheSuite() {
        String text = VerdictText.summary(Results.failed());
        assertThat(text).startsWith("PASS  ghz / fidelity on builtin: ");
        assertThat(text)
                .containsSubsequence(
                        "PASS  iris / accuracy",
                        "FAIL  iris / noise-budget",
                        "PASS  iris / resources",
                        "SKIPPED  iris / f1");
        assertThat(text)
                .contains("\n\nFAIL  iris / noise-budget")
                .contains("main --test iris\n\nPASS  iris / resources")
                .contains("\nquantum.yml:9:5: warning:")
                .endsWith(
                        "1 failed, 1 without data, 1 inconclusive, 3 passed, 1 skipped; exit 1, 6.42 USD, 3 000 shots\n");
    }

    @Test
    void shouldNotCallARunWithoutTestsGreen() {
        assertThat(VerdictText.summary(Results.empty())).isEqualTo("no gate ran; exit 3, 0 USD, 0 shots\n");
    }

    @Test
    void shouldExplainEverythingKnown() {
        String text = VerdictText.explain(Results.irisFailed());
        assertThat(text)
                .startsWith("iris on builtin: model\n")
                .contains("circuit:         vqc.qasm")
                .contains("noise:           heron-r2, calibration e41b7c90")
                .contains("size:            4 qubits, 36 gates (12 on two qubits), depth 17")
                .contains("interval:        0.8105 .. 0.8185 at 95 % confidence")
                .contains("noise.critical:  1.2")
                .contains("Accuracy under noise: series | noise, times the device's | accuracy | interval")
                .contains("    accuracy | 1.5 | 0.8145 | 0.7965 .. 0.8325")
                .contains("    setosa | 1 | 0.9212");
        assertThat(VerdictText.explain(Results.ghz())).contains("interval:        exact");
    }

    @Test
    void shouldKeepControlCharactersFromTheTerminal() {
        var run = Results.hostileRun();
        var test = run.tests().get(0);
        for (String text : new String[] {
            VerdictText.summary(run),
            VerdictText.explain(test),
            VerdictText.line(test.name(), test.backend(), test.gates().get(0))
        }) {
            assertThat(text.codePoints().filter(c -> c != '\n'))
                    .noneMatch(Character::isISOControl)
                    .noneMatch(c -> Character.getType(c) == Character.FORMAT)
                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }

    @Test
    void shouldCutAVeryLongLine() {
        var gate = Results.gate("g", Verdict.FAIL, "\ud83d\ude80".repeat(5_000));
        assertThat(VerdictText.line("a", "b", gate))
                .hasSizeLessThanOrEqualTo(400)
                .endsWith("\ude80…");
        assertThat(VerdictText.line("aa", "b", gate))
                .hasSizeLessThanOrEqualTo(400)
                .endsWith("\ude80…");
    }
}
