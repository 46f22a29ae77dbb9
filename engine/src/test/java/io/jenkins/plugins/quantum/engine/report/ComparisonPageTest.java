package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {
    private static TestResult with(TestResult test, String digest, String noise, String program) {
        return new TestResult(
                test.name(),
                test.backend(),
                test.subject(),
                test.source(),
                noise,
                test.epoch(),
                digest,
                test.metrics(),
                test.gates(),
                program);
    }

    @Test
    void shouldPutFiguresSideBySideWithTheirIntervals() {
        var page = ComparisonPage.of(Results.passed(), Results.failed());

        assertThat(page.closing()).isEqualTo("1 verdict changed, 1 no longer passed");
        assertThat(page.spentBefore()).isEqualTo("0 USD");
        assertThat(page.spentAfter()).isEqualTo("6.42 USD");
        assertThat(page.facts())
                .contains(new ComparisonPage.Pair("backends", "builtin", "builtin, garnet"))
                .contains(new ComparisonPage.Pair("shots", "0", "3 000"));
        var iris = page.tests().get(1);
        assertThat(iris.presence()).isEqualTo("in both");
        assertThat(iris.circuit()).contains(new ComparisonPage.Figure("two-qubit gates", "6", "12", "+6"));
        var budget = iris.gates().get(1);
        assertThat(budget.before()).isEqualTo("PASS");
        assertThat(budget.after()).isEqualTo("FAIL");
        assertThat(budget.afterStyle()).isEqualTo("fail");
        assertThat(budget.changed()).isTrue();
        assertThat(budget.figures().get(0).before()).contains("(95 % ");
        assertThat(iris.gates().get(3).before()).as("f1 is new").isEmpty();
        assertThat(page.tests().get(2).presence()).isEqualTo("new");
        assertThat(ComparisonPage.of(Results.failed(), Results.passed())
                        .tests()
                        .get(2)
                        .presence())
                .isEqualTo("gone");
    }

    @Test
    void shouldShowTheLinesOfTheCircuitThatChanged() {
        TestResult ghz = Results.ghz();
        var before = new Results()
                .test(with(ghz, "1", "heron-r2", "h q[0];\ncx q[0], q[1];\n"))
                .result();
        var after = new Results()
                .test(with(ghz, "2", "garnet", "h q[0];\ncx q[0], q[1];\ncx q[1], q[2];\n"))
                .result();

        var test = ComparisonPage.of(before, after).tests().get(0);

        assertThat(test.differences())
                .containsExactly(
                        new ComparisonPage.Pair("digest of the circuit", "1", "2"),
                        new ComparisonPage.Pair("noise", "heron-r2", "garnet"));
        assertThat(test.diff()).contains(new LineDiff.Line(LineDiff.Kind.ADDED, "cx q[1], q[2];"));
    }

    @Test
    void shouldShowNoDiffWhereACircuitWasNotKept() {
        TestResult ghz = Results.ghz();
        var after = new Results().test(with(ghz, "2", "heron-r2", "h q[0];")).result();

        var test = ComparisonPage.of(new Results().test(ghz).result(), after)
                .tests()
                .get(0);

        assertThat(test.diff()).isEmpty();
        assertThat(test.differences()).hasSize(1);
    }

    @Test
    void shouldSayThatNothingChanged() {
        var page = ComparisonPage.of(Results.passed(), Results.passed());

        assertThat(page.closing()).isEqualTo("no verdict changed");
        assertThat(page.facts()).isEmpty();
        assertThat(page.tests()).allSatisfy(test -> {
            assertThat(test.differences()).isEmpty();
            assertThat(test.circuit()).isEmpty();
        });
        assertThat(page.tests().get(0).gates().get(0).figures())
                .as("the deciding figure stands in any case")
                .hasSize(1);
    }

    @Test
    void shouldCleanAndCutHostileText() {
        var page = ComparisonPage.of(Results.hostileRun(), Results.hostileRun());
        var other = ComparisonPage.of(Results.passed(), Results.hostileRun());

        assertThat(page.toString() + other).doesNotContain("\u001b", "\u0000", "\u202e");
        assertThat(other.tests().get(0).name()).hasSizeLessThanOrEqualTo(200);
    }
}
