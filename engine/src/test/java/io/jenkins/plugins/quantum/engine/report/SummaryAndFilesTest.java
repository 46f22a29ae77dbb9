package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.Baselines;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryAndFilesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTableTheGatesAndTellReasonsBelow() {
        assertThat(MarkdownSummary.write(Results.failed()))
                .startsWith("### ❌ Quantum tests: 1 failed, 1 without data, 1 inconclusive, 3 passed, 1 skipped\n")
                .contains(
                        "| ❌ FAIL | iris | noise-budget | builtin | 0.8145 (95 % 0.8105..0.8185) | 0.85 | averaged | 0 USD |")
                .containsSubsequence(
                        "#### FAIL: iris / noise-budget on builtin",
                        "(quantum.yml:18)",
                        "- Next: qmlops compare main --test iris")
                .contains("#### INCONCLUSIVE: iris / accuracy on garnet", "#### NO DATA: iris", "#### Warnings")
                .doesNotContain("#### PASS");
        assertThat(MarkdownSummary.write(Results.passed())).startsWith("### ✅").doesNotContain("####");
        assertThat(MarkdownSummary.write(Results.empty())).startsWith("### ⚠️ Quantum tests: no gate ran");
    }

    @Test
    void shouldTellInAllReportsWhatCouldHaveTakenOver() {
        var run = new Results()
                .test(Results.ghz())
                .choice("ghz", "emerald", "the test was moved there from garnet: garnet is offline", "garnet", "forte")
                .result();

        String sentence =
                "ghz ran on emerald: the test was moved there from garnet: garnet is offline. Could have taken over:"
                        + " garnet, forte.";
        assertThat(MarkdownSummary.write(run))
                .contains("#### Backends that could have taken over\n\n- " + sentence + "\n");
        assertThat(HtmlReport.write(run, "var echarts;"))
                .contains("Backends that could have taken over", "<li>" + sentence + "</li>");
        assertThat(ResultJson.write(run)).containsSubsequence("\"choices\"", "\"emerald\"", "\"garnet\"", "\"forte\"");
        assertThat(ResultJson.write(Results.passed())).doesNotContain("\"choices\"");
    }

    @Test
    void shouldLetNoTextBecomeMarkup() {
        String text = MarkdownSummary.write(Results.hostileRun());
        assertThat(text)
                .doesNotContain("<script", "`x`", "[a](", "@all", "\u001b")
                .contains("&#60;script&#62;");
        text.lines()
                .filter(line -> line.startsWith("|"))
                .forEach(row -> assertThat(row.chars().filter(c -> c == '|')).hasSize(9));
        assertThat(MarkdownSummary.escape("see https://x.y", 50)).isEqualTo("see https&#58;//x.y");
    }

    @Test
    void shouldFitIntoACheckSummary() {
        var run = Results.many(3_000);
        assertThat(MarkdownSummary.write(run))
                .hasSizeLessThan(MarkdownSummary.LONGEST)
                .contains("more gates are in the full report", "more reasons are in the full report");
        var warned = new Results().test(Results.ghz());
        for (int i = 0; i < 200; i++) {
            warned.warning("w".repeat(900));
        }
        assertThat(MarkdownSummary.write(warned.result()))
                .hasSizeLessThan(MarkdownSummary.LONGEST)
                .containsPattern("- and \\d+ more");
    }

    @Test
    void shouldWriteAllReportsIntoTheFolderOfTheRun() throws IOException {
        var run = Results.failed();
        try (RunFolder place = RunFolder.open(folder.resolve("out"))) {
            new Reports(() -> "var echarts;").write(run, place);
            assertThat(place.file("junit.xml")).hasContent(JunitXml.write(run));
            assertThat(place.file("summary.md")).hasContent(MarkdownSummary.write(run));
            assertThat(place.file("report.html")).hasContent(HtmlReport.write(run, "var echarts;"));
            assertThat(ResultJson.read(place.file("result.json"))).isEqualTo(run);
            try (var files = Files.list(place.path())) {
                assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
            }
        }
    }

    @Test
    void shouldWriteABaselineThatIsReadBack() {
        var baselines = Baselines.none().record(List.of(Results.passed(), Results.passed()));
        Path file = BaselineFile.write(folder, baselines);
        assertThat(file).hasFileName("qmlops-baseline.json");
        assertThat(file)
                .content()
                .startsWith("{\n  \"schemaVersion\": 1,\n  \"entries\": [\n")
                .endsWith("}\n");
        assertThat(Baselines.read(folder)).isEqualTo(baselines);
        BaselineFile.write(folder, Baselines.none());
        assertThat(Baselines.read(folder)).isEqualTo(Baselines.none());
    }

    @Test
    void shouldSayThatABaselineCannotBeWritten() {
        assertThatThrownBy(() -> BaselineFile.write(folder.resolve("none"), Baselines.none()))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot write");
    }

    @Test
    void shouldCompareRuns() {
        assertThat(Comparison.of(Results.passed(), Results.failed()).text())
                .contains("ghz on builtin\n  PASS  fidelity\n")
                .contains("  Circuit: +6 two-qubit gates, +3 depth, +3 two-qubit depth (vqc.qasm)\n")
                .contains("  FAIL  noise-budget, was PASS\n")
                .contains("    noise.critical 2.1 -> 1.2 (-0.9)\n")
                .contains("  SKIPPED  f1: new\n")
                .contains("iris on garnet: new\n  INCONCLUSIVE  accuracy\n")
                .endsWith("1 verdict changed, 1 no longer passed, cost 0 USD -> 6.42 USD\n");
        assertThat(Comparison.of(Results.failed(), Results.passed()).text())
                .contains(
                        "iris on garnet: no longer there\n",
                        "  SKIPPED  f1: no longer there\n",
                        "PASS  noise-budget, was FAIL");
        assertThat(Comparison.of(Results.empty(), Results.empty()).text())
                .isEqualTo("no verdict changed, cost 0 USD -> 0 USD\n");
    }

    @Test
    void shouldSayThatNoiseOrContentChanged() {
        var old = Results.ghz();
        var other = new io.jenkins.plugins.quantum.engine.run.RunResult.TestResult(
                old.name(),
                old.backend(),
                old.subject(),
                old.source(),
                "heron-r3",
                "",
                "other",
                old.metrics(),
                old.gates());
        var comparison = Comparison.of(
                new Results().test(old).result(), new Results().test(other).result());
        assertThat(comparison.tests().get(0).noiseChanged()).isTrue();
        assertThat(comparison.text())
                .contains("Circuit: same size, other content (ghz.qasm)")
                .contains(
                        "Noise: heron-r2, calibration e41b7c90 -> heron-r3; part of the difference may be the device's");
    }

    @Test
    void shouldCompareHostileRunsWithoutControlCharacters() {
        assertThat(Comparison.of(Results.hostileRun(), Results.passed())
                        .text()
                        .codePoints()
                        .filter(c -> c != '\n'))
                .noneMatch(Character::isISOControl);
    }

    @Test
    void shouldKeepHeadlineNumbersInOneLine() {
        var line = TrendLine.of(Results.failed(), 7, 1_000);
        assertThat(line.toJson()).doesNotContain("\n").startsWith("{\"build\":7,\"time\":1000,");
        assertThat(TrendLine.parse(line.toJson())).contains(line);
        var garnet = line.entries().get(2);
        assertThat(garnet.cost()).isEqualTo(6.42);
        assertThat(garnet.shots()).isEqualTo(3_000);
        assertThat(garnet.accuracy()).isEqualTo(0.8);
        assertThat(garnet.score()).isNaN();
        assertThat(garnet.verdicts()).containsEntry("noise-drop", Verdict.NO_DATA);
        assertThat(line.entries().get(0).score()).isEqualTo(0.9637);
        assertThat(line.entries().get(1).criticalNoise()).isEqualTo(1.2);
    }

    @Test
    void shouldSkipTrendLinesThatAreBroken() {
        assertThat(TrendLine.parse("{\"build\":7,\"ti")).isEmpty();
        assertThat(TrendLine.parse("{\"build\":7}")).isEmpty();
        assertThat(TrendLine.parse("null")).isEmpty();
    }

    @Test
    void shouldKeepHostileNamesOutOfTheTrend() {
        var line = TrendLine.of(Results.hostileRun(), 1, 0);
        assertThat(line.entries().get(0).test()).hasSizeLessThanOrEqualTo(200);
        assertThat(line.entries().get(0).cost()).isZero();
    }
}
