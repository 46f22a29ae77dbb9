package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RunLoadCounter;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A job with as many builds as its trend keeps; {@code -Dqmlops.bench=true} also measures, for {@code bench/results/history.md}. */
@WithJenkins
class HistoryITest {
    private static final int BUILDS = TrendIndex.MOST_BUILDS;
    private static final int ROUNDS = 31;

    private JenkinsRule jenkins;

    /** Copies of one recorded build on disk, none of them in memory, and their index. */
    private FreeStyleProject longHistory() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("long");
        var first = RecordedBuilds.build(jenkins, job, Results.passed());
        Path builds = first.getRootDir().toPath().resolveSibling("");
        var index = new StringBuilder();
        for (int build = 1; build <= BUILDS; build++) {
            index.append(TrendLine.of(Results.passed(), build, 60_000L * build).toJson())
                    .append('\n');
            if (build > 1) {
                Path copy = Files.createDirectory(builds.resolve(Integer.toString(build)));
                Files.copy(first.getRootDir().toPath().resolve("build.xml"), copy.resolve("build.xml"));
            }
        }
        Files.writeString(job.getRootDir().toPath().resolve(TrendIndex.FILE), index);
        job.updateNextBuildNumber(BUILDS + 1);
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        return job;
    }

    @Test
    void shouldShowFiveThousandBuildsWithoutLoadingOne(JenkinsRule rule) throws Exception {
        jenkins = rule;
        FreeStyleProject job = longHistory();
        RunLoadCounter.prepare(job);

        RunLoadCounter.assertMaxLoads(job, 0, () -> {
            var action = job.getAction(QuantumJobAction.class);
            assertThat(action.getCharts()).hasSize(3);
            assertThat(TrendIndex.of(job).lines()).hasSize(BUILDS);
            var all = TrendPage.of(
                    TrendIndex.of(job), TrendQuery.of(Map.of("range", "all")::get));
            assertThat(all.count()).isEqualTo(BUILDS);
            assertThat(all.charts(false, true).at("/0/option/xAxis/data")).hasSize(BUILDS);
            return all;
        });
        if (Boolean.getBoolean("qmlops.bench")) {
            measure(job);
        }
    }

    /** Pages in turn, so that whatever else the machine does meets all of them; medians. */
    private void measure(FreeStyleProject job) throws IOException {
        FreeStyleProject empty = jenkins.createFreeStyleProject("empty");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("page of a job without builds", empty.getUrl());
        pages.put("page of the job, 5 000 builds", job.getUrl());
        pages.put("trend, last 50", job.getUrl() + "quantum-trend/");
        pages.put("its charts", job.getUrl() + "quantum-trend/charts");
        pages.put("trend, all", job.getUrl() + "quantum-trend/?range=all");
        pages.put("its charts, all", job.getUrl() + "quantum-trend/charts?range=all");
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        Map<String, Integer> bytes = new LinkedHashMap<>();
        for (int round = -5; round < ROUNDS; round++) {
            for (var page : pages.entrySet()) {
                long start = System.nanoTime();
                try (InputStream in = new URL(jenkins.getURL(), page.getValue()).openStream()) {
                    bytes.put(page.getKey(), in.readAllBytes().length);
                }
                if (round >= 0) {
                    millis.computeIfAbsent(page.getKey(), key -> new ArrayList<>())
                            .add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        double base = median(millis.get("page of a job without builds"));
        var table = new StringBuilder("| page | ms | kB | ratio |\n|---|--:|--:|--:|\n");
        millis.forEach((page, times) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.2f |%n",
                page,
                median(times),
                bytes.get(page) / 1024.0,
                median(times) / base)));
        Files.writeString(Path.of("target", "history.md"), table);
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
