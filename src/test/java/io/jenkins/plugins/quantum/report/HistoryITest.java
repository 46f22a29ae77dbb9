package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import io.jenkins.plugins.quantum.PageTimes;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RunLoadCounter;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jobs with as many builds as a trend keeps; {@code -Dqmlops.bench=true} writes {@code bench/results/history.md}. */
@WithJenkins
class HistoryITest {
    private static final boolean BENCH = Boolean.getBoolean("qmlops.bench");
    private static final int BUILDS = TrendIndex.MOST_BUILDS;
    private static final int JOBS = 50;
    private static final int BUILDS_OF_A_JOB = 100;
    private static final String EMPTY = "page of a job without builds";
    private static final String OVERVIEW = "overview, 50 jobs of 100 builds";
    private static final String EMPTY_FOLDER = "page of an empty folder";

    /** Far above what was measured: the machine that builds may be busy with other things. */
    private static final double WIDE = 4;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private static void index(Job<?, ?> job, int builds) throws IOException {
        var index = new StringBuilder();
        for (int build = 1; build <= builds; build++) {
            RunResult result = build % 7 == 0 ? Results.failed() : Results.passed();
            index.append(TrendLine.of(result, build, 60_000L * build).toJson()).append('\n');
        }
        Files.writeString(job.getRootDir().toPath().resolve(TrendIndex.FILE), index);
    }

    /** Copies of one recorded build on disk, none of them in memory, and their index. */
    private FreeStyleProject longHistory(String name) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        Path first = RecordedBuilds.build(jenkins, job, Results.passed())
                .getRootDir()
                .toPath();
        for (int build = 2; build <= BUILDS; build++) {
            Path copy = Files.createDirectory(first.resolveSibling(Integer.toString(build)));
            Files.copy(first.resolve("build.xml"), copy.resolve("build.xml"));
        }
        index(job, BUILDS);
        job.updateNextBuildNumber(BUILDS + 1);
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        return job;
    }

    @Test
    void shouldShowFiveThousandBuildsWithoutLoadingOne() throws Exception {
        FreeStyleProject job = longHistory("long");

        RunLoadCounter.assertMaxLoads(job, 0, () -> {
            var action = job.getAction(QuantumJobAction.class);
            assertThat(action.getCharts().size()).isEqualTo(5);
            assertThat(TrendIndex.of(job).lines()).hasSize(BUILDS);
            var all = TrendPage.of(
                    TrendIndex.of(job), TrendQuery.of(Map.of("range", "all")::get), TrendReads.get()::lines);
            assertThat(all.count()).isEqualTo(BUILDS);
            assertThat(all.charts(false, true).at("/0/option/xAxis/data")).hasSize(BUILDS);
            return all;
        });
        times(job);
    }

    private void times(FreeStyleProject job) throws Exception {
        FreeStyleProject empty = jenkins.createFreeStyleProject("empty");
        String page = "page of the job with 5 000 builds";
        String trend = "trend page, newest 50 builds";
        var times = new PageTimes(jenkins)
                .add(EMPTY, empty.getUrl())
                .add(page, job.getUrl())
                .add(trend, job.getUrl() + "quantum-trend/")
                .add("its charts", job.getUrl() + "quantum-trend/charts")
                .add("trend page, all 5 000", job.getUrl() + "quantum-trend/?range=all")
                .add("its charts, all", job.getUrl() + "quantum-trend/charts?range=all");
        if (BENCH) {
            FreeStyleProject bare = longHistory("bare");
            Files.delete(bare.getRootDir().toPath().resolve(TrendIndex.FILE));
            times.add("page of a job with 5 000 builds and no trend", bare.getUrl());
        }
        times.measure(BENCH ? 20 : 3, BENCH ? 61 : 7);

        report("history-job.md", times.table(EMPTY));
        assertThat(times.ratio(page, EMPTY)).isLessThan(WIDE);
        assertThat(times.ratio(trend, EMPTY)).isLessThan(WIDE);
    }

    @Test
    void shouldSumUpAFolderOfManyJobsWithoutLoadingABuild() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        Folder empty = jenkins.createProject(Folder.class, "nobody");
        FreeStyleProject watched = folder.createProject(FreeStyleProject.class, "watched");
        RecordedBuilds.build(jenkins, watched, Results.passed());
        index(watched, BUILDS_OF_A_JOB);
        for (int i = 1; i < JOBS; i++) {
            index(folder.createProject(FreeStyleProject.class, "job-" + i), BUILDS_OF_A_JOB);
        }
        watched.getLazyBuildMixIn().getRunMap().purgeCache();
        String overview = folder.getUrl() + "quantum-overview/";

        // what Jenkins does once for all pages is no part of the first look
        Folder small = jenkins.createProject(Folder.class, "small");
        index(small.createProject(FreeStyleProject.class, "job"), 1);
        new PageTimes(jenkins)
                .add(EMPTY_FOLDER, small.getUrl() + "quantum-overview/")
                .measure(10, 0);

        var first = new PageTimes(jenkins).add(OVERVIEW, overview);
        RunLoadCounter.assertMaxLoads(watched, 0, () -> {
            first.measure(0, 1);
            return first;
        });
        assertThat(jenkins.createWebClient()
                        .withJavaScriptEnabled(false)
                        .goTo(overview)
                        .asNormalizedText())
                .contains("of " + JOBS + " jobs are green");
        var times = new PageTimes(jenkins).add(EMPTY_FOLDER, empty.getUrl()).add(OVERVIEW, overview);
        times.measure(BENCH ? 20 : 3, BENCH ? 61 : 7);
        report(
                "history-folder.md",
                times.table(EMPTY_FOLDER)
                        + String.format(
                                Locale.ROOT,
                                "%nThe first look, which reads 50 indexes: %.0f ms.%n",
                                first.quantile(OVERVIEW, 0.5)));
        assertThat(times.ratio(OVERVIEW, EMPTY_FOLDER)).isLessThan(2 * WIDE);
    }

    private static void report(String name, String table) throws IOException {
        if (BENCH) {
            Files.writeString(Path.of("target", name), table);
        }
    }
}
