package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BuildPageITest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private FreeStyleBuild recorded() throws Exception {
        return RecordedBuilds.build(jenkins, jenkins.createFreeStyleProject(), Results.failed());
    }

    /** The build as another Jenkins would read it from its folder. */
    private static FreeStyleBuild loadedAgain(FreeStyleBuild build) {
        FreeStyleProject job = build.getParent();
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        FreeStyleBuild loaded = job.getBuildByNumber(build.getNumber());
        assertThat(loaded).isNotSameAs(build);
        return loaded;
    }

    private HtmlPage page(Run<?, ?> build, String path) throws Exception {
        // a real browser checks the scripts; here the pages are read as they are served
        return jenkins.createWebClient().withJavaScriptEnabled(false).getPage(build, path);
    }

    @Test
    void shouldSayOnTheBuildPageWhyTheResultIsNotGreen() throws Exception {
        HtmlPage page = page(recorded(), "");

        String text = page.asNormalizedText();
        assertThat(text)
                .contains("Quantum test: nightly")
                .contains("1 failed, 1 without data, 1 inconclusive, 3 passed, 1 skipped; 6.42 USD")
                .contains("FAIL iris / noise-budget on builtin: Accuracy falls to 0.81");
    }

    @Test
    void shouldShowVerdictsReasonsAndNextSteps() throws Exception {
        HtmlPage page = page(recorded(), "quantum-nightly/");

        List<DomNode> rows =
                page.querySelectorAll(".quantum-gates tbody tr").stream().toList();
        assertThat(rows).hasSize(7);
        assertThat(rows.get(2).asNormalizedText())
                .contains("FAIL")
                .contains("noise-budget")
                .contains("the line is 0.85")
                .contains("qmlops compare main --test iris");
        assertThat(rows.get(5).asNormalizedText()).contains("INCONCLUSIVE").contains("0.77..0.83");
        assertThat(page.querySelectorAll(".quantum-verdict--no-data")).isNotEmpty();
        assertThat(page.asNormalizedText()).contains("3 000 shots. Spent 6.42 USD of 25 USD.");
    }

    @Test
    void shouldCarryTheEnginesChartOptionsAsData() throws Exception {
        HtmlPage page = page(recorded(), "quantum-nightly/");

        List<DomNode> charts = page.querySelectorAll(".quantum-chart").stream().toList();
        assertThat(charts).as("three of gates, one of the cost").hasSize(4);
        for (DomNode chart : charts) {
            for (String theme : List.of("data-light", "data-dark")) {
                var option = MAPPER.readTree(((DomElement) chart).getAttribute(theme));
                assertThat(option.path("series").size()).isPositive();
            }
        }
        assertThat(page.querySelectorAll("script[src*=echarts], script[src*=charts]"))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldServeTheFilesWithoutLettingTheirScriptsRun() throws Exception {
        FreeStyleBuild build = recorded();
        var client = jenkins.createWebClient().withJavaScriptEnabled(false);

        Page report = client.goTo(build.getUrl() + "quantum-nightly/files/report.html", "text/html");
        assertThat(report.getWebResponse().getResponseHeaderValue("Content-Security-Policy"))
                .contains("sandbox");
        assertThat(report.getWebResponse().getContentAsString()).contains("noise-budget");
        assertThat(client.goTo(build.getUrl() + "quantum-nightly/files/junit.xml", "application/xml")
                        .getWebResponse()
                        .getContentAsString())
                .contains("<testsuites");
        var json = MAPPER.readTree(client.goTo(build.getUrl() + "quantum-nightly/files/result.json", "application/json")
                .getWebResponse()
                .getContentAsString());
        assertThat(json.path("schemaVersion").intValue()).isEqualTo(1);
    }

    @Test
    void shouldServeNothingButItsFiles() throws Exception {
        FreeStyleBuild build = recorded();
        var client = jenkins.createWebClient();
        client.setThrowExceptionOnFailingStatusCode(false);

        for (String path :
                List.of("files/../../build.xml", "files/%2e%2e/%2e%2e/build.xml", "files/", "files/*view*/")) {
            Page page = client.goTo(build.getUrl() + "quantum-nightly/" + path, null);
            assertThat(page.getWebResponse().getContentAsString()).doesNotContain("<build>");
        }
    }

    @Test
    void shouldHideEverythingFromThoseWhoMayNotReadTheJob() throws Exception {
        FreeStyleBuild build = recorded();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        var client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);

        client.login("stranger");
        for (String path :
                List.of("quantum-nightly/", "quantum-nightly/files/result.json", "quantum-nightly/api/json")) {
            assertThat(client.goTo(build.getUrl() + path, null).getWebResponse().getStatusCode())
                    .isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        }
        client.login("reader");
        assertThat(client.goTo(build.getUrl() + "quantum-nightly/")
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(HttpURLConnection.HTTP_OK);
    }

    @Test
    void shouldEscapeHostileText() throws Exception {
        FreeStyleBuild build = RecordedBuilds.build(jenkins, jenkins.createFreeStyleProject(), Results.hostileRun());

        for (String path : List.of("", "quantum-nightly/")) {
            HtmlPage page = page(build, path);
            assertThat(page.getWebResponse().getContentAsString())
                    .doesNotContain("<script>alert")
                    .contains("&lt;script>alert(1)");
            assertThat(page.querySelectorAll("script").stream().map(DomNode::getTextContent))
                    .noneMatch(script -> script.contains("alert(1)"));
            assertThat(page.asNormalizedText()).contains("<script>alert(1)</script>");
        }
    }

    @Test
    void shouldLoadABuildWithHostileTextAfterwards() throws Exception {
        FreeStyleBuild build = RecordedBuilds.build(jenkins, jenkins.createFreeStyleProject(), Results.hostileRun());

        FreeStyleBuild loaded = loadedAgain(build);

        var action = loaded.getAction(QuantumBuildAction.class);
        assertThat(action.getRun()).isSameAs(loaded);
        assertThat(action.getReasons()).hasSize(2).allMatch(reason -> reason.contains("<script>alert(1)</script>"));
        assertThat(action.getPage()).isNotNull();
    }

    @Test
    void shouldKeepSeveralResultsOfABuildApart() throws Exception {
        FreeStyleBuild build = recorded();
        RecordedBuilds.record(build, "pr", Results.passed());
        build = loadedAgain(build);

        assertThat(page(build, "").asNormalizedText())
                .contains("Quantum test: nightly")
                .contains("Quantum test: pr");
        assertThat(page(build, "quantum-pr/").asNormalizedText())
                .contains("4 passed")
                .doesNotContain("INCONCLUSIVE");
        assertThat(page(build, "quantum-nightly/").asNormalizedText()).contains("INCONCLUSIVE");
    }

    @Test
    void shouldSayThatTheResultFileIsGone() throws Exception {
        FreeStyleBuild build = recorded();
        Files.delete(ResultFiles.of(build, "nightly").folder().resolve("result.json"));
        build = loadedAgain(build);

        assertThat(page(build, "quantum-nightly/").asNormalizedText()).contains("gone or damaged");
        assertThat(page(build, "").asNormalizedText()).contains("1 failed");
    }

    @Test
    void shouldDrawABoundedNumberOfCharts() throws Exception {
        FreeStyleBuild build = RecordedBuilds.build(jenkins, jenkins.createFreeStyleProject(), Results.many(250));

        HtmlPage page = page(build, "quantum-nightly/");

        assertThat(page.querySelectorAll(".quantum-chart")).hasSize(ResultPage.MOST_CHARTS);
        assertThat(page.querySelectorAll(".quantum-gates tbody tr")).hasSize(250);
        assertThat(page.asNormalizedText()).contains("Only the first charts are shown here");
        assertThat(page(build, "").asNormalizedText()).contains("81 more");
    }

    @Test
    void shouldAnswerOverTheRemoteApi() throws Exception {
        FreeStyleBuild build = recorded();

        var own = MAPPER.readTree(jenkins.createWebClient()
                .goTo(build.getUrl() + "quantum-nightly/api/json", "application/json")
                .getWebResponse()
                .getContentAsString());
        assertThat(own.path("failed").intValue()).isEqualTo(1);
        assertThat(own.path("undecided").intValue()).isEqualTo(2);
        assertThat(own.path("cost").textValue()).isEqualTo("6.42 USD");
        var ofBuild = MAPPER.readTree(jenkins.createWebClient()
                .goTo(build.getUrl() + "api/json?tree=actions[id,exitCode,reasons]", "application/json")
                .getWebResponse()
                .getContentAsString());
        assertThat(ofBuild.toString()).contains("\"id\":\"nightly\"").contains("\"exitCode\":1");
    }
}
