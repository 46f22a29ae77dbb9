package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.HealthReport;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Pages of gates, comparisons and ranges; badge, weather, variables; who sees money; hostile text everywhere. */
@WithJenkins
class PagesITest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RESULT = "quantum-nightly/";

    private JenkinsRule jenkins;
    private FreeStyleProject job;
    private FreeStyleBuild first;
    private FreeStyleBuild second;
    private JenkinsRule.WebClient client;

    @BeforeEach
    void record(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("iris");
        first = RecordedBuilds.build(jenkins, job, Results.passed());
        second = RecordedBuilds.build(jenkins, job, Results.failed());
        client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);
    }

    private HtmlPage page(String path) throws Exception {
        return client.goTo(path);
    }

    private String result(String path) throws Exception {
        return page(second.getUrl() + RESULT + path).asNormalizedText();
    }

    private int status(String path) throws Exception {
        return client.goTo(path, null).getWebResponse().getStatusCode();
    }

    private JsonNode json(String path) throws Exception {
        return MAPPER.readTree(
                client.goTo(path, "application/json").getWebResponse().getContentAsString());
    }

    private static List<String> texts(HtmlPage page, String selector) {
        return page.querySelectorAll(selector).stream()
                .map(DomNode::asNormalizedText)
                .toList();
    }

    @Test
    void shouldGiveEveryGateAPageWithTheNumbersOfItsCharts() throws Exception {
        HtmlPage page = page(second.getUrl() + RESULT + "gate/3/");

        assertThat(page.asNormalizedText())
                .contains("iris / noise-budget", "FAIL", "the line is 0.85", "quantum.yml:18", "What to do");
        assertThat(page.querySelectorAll(".quantum-chart")).hasSize(1);
        assertThat(page.querySelectorAll(".quantum-numbers tbody tr"))
                .as("seven points, the line and two marks")
                .hasSize(10);
        assertThat(page.querySelectorAll("a[href='../2/'], a[href='../4/']")).hasSize(2);
        for (String none : List.of("gate/0/", "gate/8/", "gate/-1/", "gate/x/", "gate/99999999999/")) {
            assertThat(status(second.getUrl() + RESULT + none)).isEqualTo(404);
        }
    }

    @Test
    void shouldOfferWhatOccursAsFilters() throws Exception {
        HtmlPage page = page(second.getUrl() + RESULT);

        assertThat(texts(page, ".quantum-filter__verdict"))
                .containsExactly("FAIL 1", "NO DATA 1", "INCONCLUSIVE 1", "PASS 3", "SKIPPED 1");
        assertThat(page.querySelectorAll("#quantum-gates tr[data-verdict=pass]"))
                .hasSize(3);
    }

    @Test
    void shouldPutTwoBuildsSideBySide() throws Exception {
        assertThat(result("compare/")).contains("Number of the other build").doesNotContain("changed");
        assertThat(page(second.getUrl() + RESULT + "compare/")
                        .querySelector("#quantum-with")
                        .getAttributes()
                        .getNamedItem("value")
                        .getNodeValue())
                .as("the build before it")
                .isEqualTo("1");

        String text = result("compare/?with=1");

        assertThat(text)
                .contains("1 verdict changed, 1 no longer passed", "spent 0 USD → 6.42 USD")
                .contains("two-qubit gates", "+6")
                .containsPattern("accuracy\\s+0\\.9125 \\(95 % .*\\)\\s+0\\.8712 \\(95 % .*\\)\\s+-0\\.0413")
                .contains("This test is new.");
    }

    @Test
    void shouldSayWhyThereIsNothingToCompareWith() throws Exception {
        FreeStyleBuild empty = jenkins.buildAndAssertSuccess(job);

        assertThat(result("compare/?with=77")).contains("There is no build 77 in this job.");
        assertThat(result("compare/?with=%3Cb%3E")).contains("There is no build <b> in this job.");
        assertThat(result("compare/?with=" + empty.getNumber())).contains("has no quantum test result");
        Files.delete(ResultFiles.of(first, "nightly").folder().resolve("result.json"));
        assertThat(result("compare/?with=1")).contains("gone or damaged");
    }

    @Test
    void shouldMakeTheReportWhenSomebodyAsksForIt() throws Exception {
        assertThat(ResultFiles.of(second, "nightly").folder().resolve("report.html"))
                .doesNotExist();

        var answer = client.goTo(second.getUrl() + RESULT + "files/report.html", "text/html")
                .getWebResponse();

        assertThat(answer.getContentAsString()).contains("noise-budget").contains("Cost by gate, USD");
        assertThat(answer.getResponseHeaderValue("Content-Disposition")).contains("attachment");
        assertThat(answer.getResponseHeaderValue("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void shouldShowTheRangeThatTheAddressAsksFor() throws Exception {
        String trend = job.getUrl() + "quantum-trend/";
        for (int build = 3; build <= 260; build++) {
            TrendIndex.of(job).append(TrendLine.of(Results.passed(), build, build * 86_400_000L));
        }

        assertThat(page(trend).asNormalizedText()).contains("50 builds.");
        assertThat(page(trend + "?range=200").asNormalizedText()).contains("200 builds.");
        assertThat(page(trend + "?range=all").asNormalizedText()).contains("260 builds.");
        assertThat(page(trend + "?range=500&from=1970-04-11&to=1970-04-20").asNormalizedText())
                .contains("10 builds.");
        assertThat(page(trend + "?range=nonsense&from=yesterday").asNormalizedText())
                .contains("50 builds.");
        assertThat(page(trend + "?range=all&backend=garnet").asNormalizedText())
                .contains("Trends are drawn from the second build");
        HtmlPage chosen = page(trend + "?range=200&test=iris");
        assertThat(texts(chosen, "option[selected]")).containsExactly("Last 200", "iris");
        assertThat(chosen.querySelectorAll(".quantum-figures tbody tr")).hasSize(1);
        assertThat(chosen.querySelectorAll(".quantum-points tbody tr")).hasSize(200);

        JsonNode charts = json(trend + "charts?range=200&test=iris&theme=dark");
        assertThat(charts).hasSize(2);
        assertThat(charts.at("/0/key").textValue()).isEqualTo("accuracy");
        assertThat(charts.at("/0/option/xAxis/data")).hasSize(200);
        JsonNode api = json(trend + "api/json?range=200&depth=2");
        assertThat(api.path("builds")).hasSize(200);
        assertThat(api.at("/builds/199/tests/1/criticalNoise").doubleValue()).isEqualTo(2.1);
        assertThat(api.at("/builds/199/tests/0").has("accuracy")).isFalse();
    }

    @Test
    void shouldTellThePointsOfTrendsWithoutCharts() throws Exception {
        HtmlPage page = page(job.getUrl() + "quantum-trend/");

        assertThat(texts(page, ".quantum-points tbody tr"))
                .hasSize(5)
                .anyMatch(
                        row -> row.startsWith("#2") && row.contains("iris\tgarnet") && row.contains("0.8 (0.77..0.83)"))
                .allMatch(row -> row.matches("(?s)#[12]\\s+\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d.*"));
        assertThat(page.asNormalizedText()).doesNotContain("The newest rows only");
        assertThat(page(job.getUrl()).querySelectorAll(".quantum-chart").stream()
                        .map(chart -> ((DomElement) chart).getAttribute("aria-label")))
                .anyMatch(
                        words -> words.startsWith("Accuracy over 2 builds, #1 to #2. iris on builtin: newest 0.8712"));
        JsonNode builds = json(job.getUrl() + "quantum-trend/api/json?depth=2").path("builds");
        assertThat(builds.at("/1/tests/2/intervals/accuracy")).hasToString("[0.77,0.83]");
        assertThat(builds.at("/0/tests/0/intervals").isObject()).isTrue();
        assertThat(json(job.getUrl() + "quantum-trend/charts")
                        .at("/0/option/aria/label/description")
                        .textValue())
                .contains("over 2 builds");
    }

    @Test
    void shouldHideMoneyFromThoseWhoMayNotSeeIt() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "treasurer")
                .grant(QuantumPermissions.VIEW_COSTS)
                .everywhere()
                .to("treasurer"));
        List<String> places = List.of(
                second.getUrl(),
                second.getUrl() + RESULT,
                second.getUrl() + RESULT + "gate/6/",
                second.getUrl() + RESULT + "compare/?with=1",
                job.getUrl() + "quantum-trend/");

        client.login("reader");
        for (String place : places) {
            assertThat(page(place).getWebResponse().getContentAsString())
                    .as(place)
                    .doesNotContain("6.42", "25 USD", "7 USD");
        }
        assertThat(json(second.getUrl() + RESULT + "api/json").has("cost")).isFalse();
        assertThat(json(job.getUrl() + "quantum-trend/charts").toString()).doesNotContain("6.42");
        assertThat(json(job.getUrl() + "quantum-trend/api/json?depth=2").toString())
                .doesNotContain("6.42", "USD");
        for (String file : List.of("report.html", "result.json", "junit.xml")) {
            assertThat(status(second.getUrl() + RESULT + "files/" + file)).isEqualTo(403);
        }

        client.login("treasurer");
        for (String place : places) {
            assertThat(page(place).getWebResponse().getContentAsString())
                    .as(place)
                    .contains("6.42");
        }
        assertThat(status(second.getUrl() + RESULT + "files/report.html")).isEqualTo(200);
    }

    @Test
    void shouldShowABadgeForWhatIsNotGreenAndTheWeather() {
        var bad = second.getAction(QuantumBuildAction.class);

        assertThat(second.getBadgeActions()).contains(bad);
        assertThat(bad.isBadge()).isTrue();
        assertThat(first.getAction(QuantumBuildAction.class).isBadge()).isFalse();
        assertThat(bad.getBuildHealth().getScore()).as("3 passed, 2 open of 6").isEqualTo(66);
        assertThat(bad.getBuildHealth().getDescription()).isEqualTo("Quantum test nightly: 3 of 6 gates passed.");
        assertThat(first.getAction(QuantumBuildAction.class).getBuildHealth().getScore())
                .isEqualTo(100);
        assertThat(job.getBuildHealthReports())
                .extracting(HealthReport::getDescription)
                .contains("Quantum test nightly: 3 of 6 gates passed.");
    }

    @Test
    void shouldTellLaterStepsWhatTheResultsWere() throws Exception {
        RecordedBuilds.record(second, "pr-1", Results.passed());

        assertThat(second.getEnvironment(TaskListener.NULL))
                .containsEntry("QUANTUM_VERDICT", "FAIL")
                .containsEntry("QUANTUM_PASSED", "7")
                .containsEntry("QUANTUM_FAILED", "1")
                .containsEntry("QUANTUM_UNDECIDED", "2")
                .containsEntry("QUANTUM_NIGHTLY_EXIT_CODE", "1")
                .containsEntry("QUANTUM_PR_1_EXIT_CODE", "0");
        assertThat(jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject())
                        .getEnvironment(TaskListener.NULL))
                .doesNotContainKey("QUANTUM_VERDICT");
    }

    @Test
    void shouldEscapeHostileTextOnEveryPage() throws Exception {
        FreeStyleProject evil = jenkins.createFreeStyleProject("evil");
        RecordedBuilds.build(jenkins, evil, Results.hostileRun());
        FreeStyleBuild build = RecordedBuilds.build(jenkins, evil, Results.hostileRun());

        for (String path : List.of(
                "",
                RESULT,
                RESULT + "gate/1/",
                RESULT + "gate/4/",
                RESULT + "compare/?with=1",
                RESULT + "compare/?with=%3Cscript%3Ealert(1)%3C/script%3E",
                "../quantum-trend/",
                "../quantum-trend/?test=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&from=%22%3E%3Cscript%3Ealert(1)",
                "..")) {
            HtmlPage page = page(build.getUrl() + path);
            assertThat(page.getWebResponse().getStatusCode()).as(path).isEqualTo(200);
            assertThat(page.getWebResponse().getContentAsString()).as(path).doesNotContain("<script>alert");
            assertThat(page.querySelectorAll("script").stream().map(DomNode::getTextContent))
                    .as(path)
                    .noneMatch(script -> script.contains("alert(1)"));
        }
        assertThat(client.goTo(evil.getUrl() + "quantum-trend/charts", "application/json")
                        .getWebResponse()
                        .getContentType())
                .isEqualTo("application/json");
    }

    @Test
    void shouldTellEveryListenerEvenWhereOneBreaks() {
        List<String> told = new ArrayList<>();
        jenkins.jenkins.getExtensionList(ResultListener.class).add(0, new ResultListener() {
            @Override
            public void published(Run<?, ?> run, TaskListener listener, String id, RunResult result) {
                throw new IllegalStateException("broken");
            }
        });
        jenkins.jenkins.getExtensionList(ResultListener.class).add(new ResultListener() {
            @Override
            public void published(Run<?, ?> run, TaskListener listener, String id, RunResult result) {
                told.add(id);
            }
        });

        ResultListener.tell(second, TaskListener.NULL, "nightly", Results.failed());

        assertThat(told).containsExactly("nightly");
    }
}
