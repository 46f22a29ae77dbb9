package io.jenkins.plugins.quantum.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.GuideExamples;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import io.jenkins.plugins.quantum.steps.QuantumTestBuilder;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The live page of builds that run for long. */
@WithJenkins
class LivePageITest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONG = 400;
    private static final int SHORT = 20;
    private static final int WIDE = 9;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private WorkflowRun pipeline(int tests, String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        job.setDefinition(
                new CpsFlowDefinition("node {\n" + SuiteFiles.writeSlow(tests, WIDE) + steps + "\n}\n", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static void awaitProgress(Run<?, ?> build, int runs) throws Exception {
        Await.until(
                "the runs are at work",
                () -> LiveRuns.get().of(build).stream()
                                .filter(live -> live.progress() != null
                                        && !live.progress().profile().isEmpty())
                                .count()
                        == runs);
    }

    private WebResponse get(JenkinsRule.WebClient client, Run<?, ?> build, String path, String tag) throws Exception {
        var request = new WebRequest(new URL(jenkins.getURL(), build.getUrl() + "quantum-live/" + path));
        if (tag != null) {
            request.setAdditionalHeader("If-None-Match", tag);
        }
        return client.loadWebResponse(request);
    }

    private JsonNode progress(Run<?, ?> build) throws Exception {
        return MAPPER.readTree(
                get(jenkins.createWebClient(), build, "progress", null).getContentAsString());
    }

    @Test
    void shouldShowPlanBackendsGatesAndMoneyWhileTheRunGoesOn() throws Exception {
        WorkflowRun build = pipeline(LONG, "quantumTest()");
        awaitProgress(build, 1);

        JsonNode run = progress(build).path("runs").path(0);

        assertThat(run.path("id").asText()).isEqualTo("quantum");
        JsonNode progress = run.path("progress");
        assertThat(progress.path("suite").asText()).isEqualTo("quantum.yml");
        assertThat(progress.path("tests").asInt()).isEqualTo(LONG);
        assertThat(progress.path("gates").size() + progress.path("moreGates").asInt())
                .isEqualTo(LONG);
        assertThat(progress.path("backends").path(0).path("name").asText()).isEqualTo("builtin");
        assertThat(progress.path("cost").path("limit").asText()).isEqualTo("0 USD");
        jenkins.assertLogContains("Watch the run: ", build);
        JsonNode sample = MAPPER.readTree(GuideExamples.of("live.md", "json").get(0));
        JsonNode shown = sample.path("runs").path(0).path("progress");
        assertThat(progress.fieldNames()).toIterable().containsExactlyElementsOf(() -> shown.fieldNames());
        assertThat(progress.path("backends").path(0).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> shown.path("backends").path(0).fieldNames());
        assertThat(shown.path("gates").path(0).fieldNames())
                .toIterable()
                .containsAll(() -> progress.path("gates").path(0).fieldNames());
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void shouldAnswerInAFewKilobytesAndNothingWhenNothingChanged() throws Exception {
        WorkflowRun build = pipeline(SHORT, "quantumTest()");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        JenkinsRule.WebClient client = jenkins.createWebClient();

        WebResponse first = get(client, build, "progress", null);
        WebResponse second = get(client, build, "progress", first.getResponseHeaderValue("ETag"));
        WebResponse other = get(client, build, "progress", "\"something else\"");

        assertThat(first.getStatusCode()).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(second.getStatusCode()).isEqualTo(HttpURLConnection.HTTP_NOT_MODIFIED);
        assertThat(second.getContentAsString()).isEmpty();
        assertThat(other.getStatusCode()).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(first.getResponseHeaderValue("Cache-Control")).contains("private");
    }

    @Test
    void shouldStaySmallForALargePlan() throws Exception {
        WorkflowRun build = pipeline(LONG, "quantumTest()");
        awaitProgress(build, 1);

        assertThat(get(jenkins.createWebClient(), build, "progress", null)
                        .getContentAsString()
                        .length())
                .isLessThan(24_000);
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void shouldLeadToTheReportWhenTheRunHasEnded() throws Exception {
        WorkflowRun build = pipeline(SHORT, "quantumTest()");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        JsonNode news = progress(build);

        assertThat(news.path("building").asBoolean()).isFalse();
        assertThat(news.path("runs")).isEmpty();
        assertThat(news.path("reports").path(0).asText()).isEqualTo("quantum");
        assertThat(LiveRuns.get().all()).isEmpty();
        assertThat(jenkins.createWebClient()
                        .withJavaScriptEnabled(false)
                        .getPage(build, "quantum-live/")
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(HttpURLConnection.HTTP_OK);
    }

    @Test
    void shouldLinkFromTheBuildPageOnlyWhileSomethingRuns() throws Exception {
        WorkflowRun build = pipeline(LONG, "quantumTest()");
        awaitProgress(build, 1);
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);

        assertThat(client.getPage(build).asNormalizedText()).contains("Quantum tests are running: watch them");
        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(client.getPage(build).asNormalizedText()).doesNotContain("watch them");
    }

    @Test
    void shouldEndOneOfSeveralRuns() throws Exception {
        WorkflowRun build = pipeline(
                LONG,
                "parallel(a: { catchError { quantumTest id: 'first' } }, b: { catchError { quantumTest id: 'second' }"
                        + " })");
        awaitProgress(build, 2);

        assertThat(post(build, "first", jenkins.createWebClient())).isEqualTo(HttpURLConnection.HTTP_OK);

        Await.until("one run is left", () -> LiveRuns.get().of(build).size() == 1);
        assertThat(LiveRuns.get().of(build)).extracting(LiveRuns.LiveRun::id).containsExactly("second");
        assertThat(post(build, "second", jenkins.createWebClient())).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(jenkins.waitForCompletion(build).getResult()).isNotEqualTo(Result.SUCCESS);
        assertThat(build.getActions(QuantumBuildAction.class)).isEmpty();
    }

    private int post(Run<?, ?> build, String id, JenkinsRule.WebClient client) throws Exception {
        client.setThrowExceptionOnFailingStatusCode(false);
        var request = new WebRequest(
                new URL(jenkins.getURL(), build.getUrl() + "quantum-live/cancel?id=" + id), HttpMethod.POST);
        return client.loadWebResponse(client.addCrumb(request)).getStatusCode();
    }

    @Test
    void shouldLetOnlyThoseEndARunWhoMay() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CANCEL)
                .everywhere()
                .to("boss"));
        WorkflowRun build = pipeline(LONG, "quantumTest()");
        awaitProgress(build, 1);
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setThrowExceptionOnFailingStatusCode(false);

        client.login("stranger");
        assertThat(get(client, build, "progress", null).getStatusCode()).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        assertThat(post(build, "quantum", client)).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        client.login("reader");
        assertThat(get(client, build, "progress", null).getStatusCode()).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(post(build, "quantum", client)).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        client.login("boss");
        assertThat(get(client, build, "cancel?id=quantum", null).getStatusCode())
                .isEqualTo(HttpURLConnection.HTTP_BAD_METHOD);
        assertThat(build.isBuilding()).isTrue();
        assertThat(post(build, "unknown", client)).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        assertThat(post(build, "quantum", client)).isEqualTo(HttpURLConnection.HTTP_OK);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Aborted by boss", build);
    }

    @Test
    void shouldShowAndEndAFreestyleRun() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(
                    hudson.model.AbstractBuild<?, ?> build,
                    hudson.Launcher launcher,
                    hudson.model.BuildListener listener)
                    throws InterruptedException, java.io.IOException {
                build.getWorkspace().child("wide.qasm").write(SuiteFiles.wideCircuit(WIDE), "UTF-8");
                build.getWorkspace().child("quantum.yml").write(SuiteFiles.slowSuite(LONG), "UTF-8");
                return true;
            }
        });
        job.getBuildersList().add(new QuantumTestBuilder());
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        awaitProgress(build, 1);

        assertThat(post(build, "quantum", jenkins.createWebClient())).isEqualTo(HttpURLConnection.HTTP_OK);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(LiveRuns.get().all()).isEmpty();
    }

    @Test
    void shouldHaveNoScriptInThePageItself() throws Exception {
        WorkflowRun build = pipeline(LONG, "quantumTest()");
        awaitProgress(build, 1);

        HtmlPage page = jenkins.createWebClient().withJavaScriptEnabled(false).getPage(build, "quantum-live/");

        assertThat(page.querySelectorAll("#main-panel script:not([src])")).isEmpty();
        assertThat(page.querySelectorAll("#main-panel style, #main-panel [style]"))
                .isEmpty();
        assertThat(List.of("onclick", "onload", "onerror"))
                .allSatisfy(attribute -> assertThat(page.querySelectorAll("#main-panel [" + attribute + "]"))
                        .isEmpty());
        build.doStop();
        jenkins.waitForCompletion(build);
    }
}
