package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.nio.file.Files;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RunLoadCounter;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TrendITest {
    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject();
    }

    /** Builds on disk, each with a result of two tests, none of them in memory. */
    private void builds(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            FreeStyleBuild build = job.createExecutable();
            build.addAction(new QuantumBuildAction(build, "nightly", Results.passed()));
            build.save();
            TrendIndex.of(job).append(TrendLine.of(Results.passed(), build.getNumber(), build.getTimeInMillis()));
        }
        job.getLazyBuildMixIn().getRunMap().purgeCache();
    }

    private HtmlPage page(String path) throws Exception {
        return jenkins.createWebClient().withJavaScriptEnabled(false).goTo(path);
    }

    @Test
    void shouldDrawAHundredBuildsWithoutLoadingOne() throws Exception {
        builds(100);
        RunLoadCounter.prepare(job);

        List<ChartView> charts = RunLoadCounter.assertMaxLoads(job, 0, () -> {
            var action = job.getAction(QuantumJobAction.class);
            assertThat(action).isNotNull();
            return action.getCharts();
        });

        assertThat(charts)
                .extracting(ChartView::title)
                .containsExactly("Fidelity", "Accuracy under noise", "Critical noise");
        var option = new ObjectMapper().readTree(charts.get(0).light());
        assertThat(option.at("/xAxis/data").size()).isEqualTo(QuantumJobAction.MOST_DRAWN);
        assertThat(option.at("/series/0/data").size()).isEqualTo(QuantumJobAction.MOST_DRAWN);
        // the counter counts: whoever walks through the builds loads them all, and some again that the collector took
        assertThat(RunLoadCounter.countLoads(job, () -> job.getBuilds().forEach(FreeStyleBuild::getNumber)))
                .isGreaterThanOrEqualTo(100);
    }

    @Test
    void shouldRenderItsPageWithoutWalkingThroughTheBuilds() throws Exception {
        builds(100);
        RunLoadCounter.prepare(job);
        String trends = job.getUrl() + "quantum-trend/";
        page(trends); // core looks once for the last successful build, through all of them

        // the last build, which core's own frame of the page may show; again where the collector took it
        HtmlPage page = RunLoadCounter.assertMaxLoads(job, 3, () -> page(trends));

        assertThat(page.querySelectorAll(".quantum-remote")).hasSize(1);
        assertThat(page.asNormalizedText()).contains("50 builds.");
    }

    @Test
    void shouldAddNoLoadToTheJobPage() throws Exception {
        builds(100);
        RunLoadCounter.prepare(job);
        trends(); // core looks once for the last successful build, through all of them
        int with = RunLoadCounter.countLoads(job, () -> assertThat(trends()).hasSize(3));

        Files.delete(job.getRootDir().toPath().resolve(TrendIndex.FILE));
        int without = RunLoadCounter.countLoads(job, () -> assertThat(trends()).isEmpty());

        // of a hundred; the collector may have taken one that core loads
        assertThat(with).isLessThan(without + 3);
    }

    private List<DomNode> trends() {
        try {
            return page(job.getUrl()).querySelectorAll(".quantum-trends .quantum-chart").stream()
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldShowNoTrendBeforeTheSecondBuild() throws Exception {
        builds(1);

        assertThat(trends()).isEmpty();
        assertThat(page(job.getUrl() + "quantum-trend/").asNormalizedText()).contains("from the second build");
    }

    @Test
    void shouldTakeADeletedBuildOutOfTheTrend() throws Exception {
        builds(3);

        job.getBuildByNumber(2).delete();

        assertThat(TrendIndex.of(job).lines()).extracting(TrendLine::build).containsExactly(1, 3);
    }

    @Test
    void shouldMoveWithARenamedJob() throws Exception {
        builds(2);

        job.renameTo("renamed");

        assertThat(TrendIndex.of(job).lines()).hasSize(2);
        assertThat(trends()).hasSize(3);
    }

    @Test
    void shouldEscapeHostileNames() throws Exception {
        TrendIndex.of(job).append(TrendLine.of(Results.hostileRun(), 1, 0));
        TrendIndex.of(job).append(TrendLine.of(Results.passed(), 2, 0));
        TrendIndex.of(job).append(TrendLine.of(Results.hostileRun(), 3, 0));

        assertThat(page(job.getUrl()).getWebResponse().getContentAsString()).doesNotContain("<script>alert");
        assertThat(trends()).isNotEmpty().allSatisfy(chart -> assertThat(((DomElement) chart).getAttribute("data-dark"))
                .startsWith("{"));
    }
}
