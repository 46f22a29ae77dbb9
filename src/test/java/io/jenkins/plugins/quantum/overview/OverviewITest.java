package io.jenkins.plugins.quantum.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ListView;
import hudson.model.TopLevelItem;
import hudson.views.JobColumn;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import io.jenkins.plugins.quantum.report.TrendIndex;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.RunLoadCounter;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class OverviewITest {
    private JenkinsRule jenkins;
    private Folder folder;
    private FreeStyleProject iris;
    private FreeStyleProject ghz;

    @BeforeEach
    void create(JenkinsRule rule) throws Exception {
        jenkins = rule;
        folder = jenkins.jenkins.createProject(Folder.class, "vision");
        iris = folder.createProject(FreeStyleProject.class, "iris");
        ghz = folder.createProject(Folder.class, "small").createProject(FreeStyleProject.class, "ghz");
        record(iris, Results.passed());
        record(iris, Results.failed());
        record(ghz, Results.passed());
        folder.createProject(FreeStyleProject.class, "other");
    }

    private void record(FreeStyleProject job, RunResult result) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        TrendIndex.of(job).append(result, build);
    }

    private HtmlPage page(JenkinsRule.WebClient client, String path) throws Exception {
        return client.goTo(path);
    }

    private JenkinsRule.WebClient client() {
        return jenkins.createWebClient().withJavaScriptEnabled(false);
    }

    @Test
    void shouldSumUpTheJobsOfAFolderAndOfThoseInIt() throws Exception {
        HtmlPage page = page(client(), folder.getUrl() + "quantum-overview/");

        assertThat(page.asNormalizedText())
                .contains("1 of 2 jobs are green.", "Spent 6.42 USD this month.")
                .contains("1 failed, 1 without data, 1 inconclusive, 3 passed, 1 skipped")
                .contains("small/ghz", "1 of 2", "2.10", "1.20");
        assertThat(page.querySelectorAll("table.sortable tbody tr").get(0).asNormalizedText())
                .as("what failed first")
                .startsWith("iris");
        assertThat(page(client(), folder.getUrl()).asNormalizedText())
                .contains("Quantum tests: 1 of 2 jobs are green. Spent 6.42 USD this month.");
    }

    @Test
    void shouldShowOnlyWhatAUserMaySee() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("ann", "bob")
                .grant(Item.READ)
                .onItems(folder, ghz, (Folder) ghz.getParent())
                .to("ann")
                .grant(Item.READ)
                .everywhere()
                .to("bob")
                .grant(QuantumPermissions.VIEW_COSTS)
                .onItems(ghz)
                .to("bob"));
        var client = client();

        client.login("ann");
        String ann = page(client, folder.getUrl() + "quantum-overview/").asNormalizedText();
        assertThat(ann).contains("1 of 1 jobs are green.", "ghz").doesNotContain("iris", "6.42");
        client.login("bob");
        String bob = page(client, folder.getUrl() + "quantum-overview/").asNormalizedText();
        assertThat(bob).contains("1 of 2 jobs are green.", "iris").doesNotContain("6.42");
        assertThat(client.goTo(folder.getUrl() + "quantum-overview/api/json?depth=2", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"name\":\"iris\"")
                .doesNotContain("6.42");
    }

    @Test
    void shouldLoadNoBuild() throws Exception {
        iris.getLazyBuildMixIn().getRunMap().purgeCache();
        RunLoadCounter.prepare(iris);

        RunLoadCounter.assertMaxLoads(iris, 0, () -> {
            var rollUp = FolderRollUp.of(folder, JobSummaries.get());
            assertThat(rollUp.count()).isEqualTo(2);
            return rollUp;
        });
    }

    @Test
    void shouldReadAJobAgainWhenItsIndexOrTheMonthChanges() throws Exception {
        var summaries = new JobSummaries();
        JobSummary before = summaries.of(iris).orElseThrow();

        assertThat(summaries.of(iris).orElseThrow()).as("kept").isSameAs(before);
        assertThat(before.spent()).isEqualTo("6.42 USD");
        record(iris, Results.passed());
        assertThat(summaries.of(iris).orElseThrow().build()).isEqualTo(3);
        var later = new JobSummaries(Clock.fixed(Instant.now().plusSeconds(40 * 86_400L), ZoneOffset.UTC));
        assertThat(later.of(iris).orElseThrow().spent()).isEmpty();
        assertThat(summaries.of(folder.createProject(FreeStyleProject.class, "none")))
                .isEmpty();
    }

    @Test
    void shouldCountAMonthOfMoreBuildsThanAFirstLookSees() {
        List<TrendLine> lines = IntStream.range(0, 300)
                .mapToObj(i -> TrendLine.of(Results.failed(), i, i * 60_000L))
                .toList();

        JobSummary summary = JobSummary.of(lines, YearMonth.of(1970, 1));

        assertThat(summary.spent()).isEqualTo("1926 USD");
        assertThat(summary.shots()).isEqualTo(900_000);
        assertThat(summary.health()).isEqualTo("0 of 10");
        assertThat(JobSummary.of(lines, YearMonth.of(1970, 2)).spent()).isEmpty();
    }

    @Test
    void shouldGiveFoldersWithoutResultsNoPage() throws Exception {
        Folder plain = jenkins.jenkins.createProject(Folder.class, "plain");
        plain.createProject(FreeStyleProject.class, "job");

        assertThat(plain.getAction(QuantumFolderAction.class)).isNull();
        assertThat(folder.getAction(QuantumFolderAction.class)).isNotNull();
    }

    @Test
    void shouldFillColumnsOfViews() throws Exception {
        var view = new ListView("quantum", folder);
        folder.addView(view);
        view.add(iris);
        view.add((TopLevelItem) folder.getItem("other"));
        view.getColumns()
                .replaceBy(List.of(new JobColumn(), new VerdictColumn(), new CostColumn(), new CriticalNoiseColumn()));

        HtmlPage page = page(client(), view.getUrl());

        assertThat(page.asNormalizedText())
                .contains("Verdicts", "Cost this month", "Critical noise")
                .containsPattern("iris\\s+1 failed, 1 without data.*\\s+6\\.42 USD\\s+1\\.20");
        assertThat(new VerdictColumn.DescriptorImpl().shownByDefault()).isFalse();
        jenkins.configRoundtrip(view);
        assertThat(view.getColumns().get(VerdictColumn.class)).isNotNull();
    }
}
