package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same figures as SciPy on 40 random tables and laws, in the user's own Python. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "no Python with SciPy: run `qmlops backends setup aer`")
class SciPyAgreementTest {
    private static final double TOLERANCE = 1e-9;
    private static final int CASES = 40;
    private static final String SCRIPT =
            """
            import sys
            from scipy import stats
            from scipy.stats import contingency
            for line in sys.stdin.read().split('|'):
                if not line.strip():
                    continue
                law, counts, table, k, n = eval(line)
                fit = stats.power_divergence(counts, [p * sum(counts) for p in law], lambda_='log-likelihood')
                chi = stats.chi2_contingency(table, correction=False)
                g = stats.chi2_contingency(table, correction=False, lambda_='log-likelihood')
                ci = stats.binomtest(k, n).proportion_ci(.95, 'exact')
                print(fit.statistic, fit.pvalue, chi.statistic, g.statistic, g.pvalue,
                      contingency.association(table, method='cramer'), ci.low, ci.high,
                      stats.ncx2.cdf(chi.statistic, 3, k / 2.0))
            """;

    @Test
    void shouldAgreeOnTestsTablesAndIntervals() throws Exception {
        var random = Seed.generator(12);
        var lines = new ArrayList<String>();
        var ours = new ArrayList<double[]>();
        for (int i = 0; i < CASES; i++) {
            double[] law = {.1 + .1 * random.nextDouble(), .2, .15, .05 + .1 * random.nextDouble(), 0};
            law[4] = 1 - law[0] - law[1] - law[2] - law[3];
            long[] counts = random.ints(5, 30, 90).asLongStream().toArray();
            long[][] table = {
                random.ints(3, 20, 90).asLongStream().toArray(),
                random.ints(3, 20, 90).asLongStream().toArray()
            };
            long trials = random.nextInt(1, 500);
            long successes = random.nextLong(trials + 1);
            lines.add(String.format(
                    Locale.ROOT,
                    "(%s, %s, %s, %d, %d)",
                    java.util.Arrays.toString(law),
                    java.util.Arrays.toString(counts),
                    java.util.Arrays.deepToString(table),
                    successes,
                    trials));
            var fit = GoodnessOfFit.test(counts, law, 1);
            var found = new Contingency(table);
            Interval interval = Intervals.clopperPearson(successes, trials, .95);
            ours.add(new double[] {
                fit.statistic(),
                fit.p(),
                found.chiSquare(),
                found.g(),
                found.p(GoodnessOfFit.DRAWS, 1),
                found.cramersV(),
                interval.lower(),
                interval.upper(),
                EffectDesign.cumulative(found.chiSquare(), 3, successes / 2.0)
            });
        }
        List<String> answers = ask(String.join("|", lines));
        assertThat(answers).hasSize(CASES);
        for (int i = 0; i < CASES; i++) {
            String[] theirs = answers.get(i).trim().split(" +");
            for (int figure = 0; figure < theirs.length; figure++) {
                assertThat(ours.get(i)[figure])
                        .as("figure %d of %s", figure, lines.get(i))
                        .isCloseTo(Double.parseDouble(theirs[figure]), within(TOLERANCE));
            }
        }
    }

    private static List<String> ask(String input) throws Exception {
        Process process = new ProcessBuilder(Pythons.aer(), "-c", SCRIPT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return answer.lines().toList();
    }
}
