package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import io.jenkins.plugins.quantum.report.ResultFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.CreateFileBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What real runs leave in their builds: evidence to download, and circuits to compare. */
@WithJenkins
class KeptResultsITest {
    private static final String PAGE = "quantum-quantum/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JenkinsRule jenkins;
    private JenkinsRule.WebClient client;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);
    }

    private WorkflowRun build(WorkflowJob job, String circuit) throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + SuiteFiles.write("ghz.qasm", circuit)
                        + SuiteFiles.write(
                                "quantum.yml",
                                SuiteFiles.suite(0.8).replace("resources: {two-qubit: 2}", "resources: {two-qubit: 9}"))
                        + "quantumTest shots: 1000, seed: 7\n}\n",
                true));
        return jenkins.buildAndAssertStatus(Result.SUCCESS, job);
    }

    private static List<String> names(WebResponse zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in = zip.getContentAsStream();
                var entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private WebResponse answer(Run<?, ?> build, String path) throws Exception {
        return client.goTo(build.getUrl() + PAGE + path, null).getWebResponse();
    }

    private List<String> downloads(Run<?, ?> build) throws Exception {
        return cells(build, "first");
    }

    private List<String> cells(Run<?, ?> build, String which) throws Exception {
        return client
                .goTo(build.getUrl() + PAGE)
                .querySelectorAll(".quantum-downloads tbody tr td:" + which + "-child")
                .stream()
                .map(DomNode::asNormalizedText)
                .toList();
    }

    @Test
    void shouldKeepTheEvidenceOfANode() throws Exception {
        WorkflowRun build = build(jenkins.createProject(WorkflowJob.class, "model"), SuiteFiles.GHZ);

        assertThat(downloads(build))
                .containsExactly("report.html", "result.json", "junit.xml", "summary.md", "evidence-node.zip");
        assertThat(cells(build, "last").subList(1, 5)).as("sizes").allMatch(size -> size.matches("[1-9][0-9]* kB"));
        List<String> names = names(answer(build, "files/evidence-node.zip"));
        assertThat(names).contains("journal.jsonl").hasSizeGreaterThan(1);
        assertThat(names.subList(1, names.size())).allMatch(name -> name.matches("evidence/[0-9a-zA-Z._-]+\\.json"));

        Files.delete(ResultFiles.of(build, "quantum").path().resolve("evidence-node.zip"));
        assertThat(downloads(build)).as("a build of an earlier version").doesNotContain("evidence-node.zip");
        assertThat(answer(build, "files/evidence-node.zip").getStatusCode()).isEqualTo(404);
    }

    @Test
    void shouldKeepTheEvidenceOfAFreestyleBuildForThoseWhoMaySeeIt() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("model");
        job.getBuildersList().add(new CreateFileBuilder("ghz.qasm", SuiteFiles.GHZ));
        job.getBuildersList().add(new CreateFileBuilder("quantum.yml", SuiteFiles.suite(0.8)));
        var step = new QuantumTestBuilder();
        step.setShots(1000L);
        job.getBuildersList().add(step);
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "treasurer")
                .grant(QuantumPermissions.VIEW_COSTS)
                .everywhere()
                .to("treasurer"));

        client.login("reader");
        assertThat(downloads(build)).isEmpty();
        assertThat(answer(build, "files/evidence-node.zip").getStatusCode()).isEqualTo(403);
        client.login("treasurer");
        assertThat(downloads(build)).contains("evidence-node.zip");
        WebResponse zip = answer(build, "files/evidence-node.zip");
        assertThat(zip.getStatusCode()).isEqualTo(200);
        assertThat(names(zip)).contains("journal.jsonl");
    }

    @Test
    void shouldKeepTheEvidenceOfServices() throws Exception {
        try (var service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY)) {
            PaidBackends.configure(service.uri() + "/v0.4");
            WorkflowJob job = PaidBackends.job(PaidBackends.folder(jenkins, "team", PaidBackends.KEY), "", "model");
            job.setDefinition(new CpsFlowDefinition(
                    ((CpsFlowDefinition) job.getDefinition()).getScript().replace("node('')", "node"), true));

            WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);

            assertThat(downloads(build)).contains("evidence-services.zip");
            assertThat(names(answer(build, "files/evidence-services.zip")))
                    .contains("journal.jsonl")
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void shouldCompareTheCircuitsOfTwoBuilds() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        WorkflowRun first = build(job, SuiteFiles.GHZ);
        WorkflowRun same = build(job, SuiteFiles.GHZ);
        WorkflowRun longer = build(job, SuiteFiles.GHZ.replace("h q[0];", "h q[0];\ncx q[0],q[2];\ncx q[0],q[2];"));

        assertThat(compare(same, first).asNormalizedText())
                .contains("no verdict changed")
                .doesNotContain("The circuit");
        HtmlPage page = compare(longer, first);
        assertThat(page.asNormalizedText()).contains("two-qubit gates", "+2", "The circuit");
        assertThat(page.querySelectorAll(".quantum-diff__line--added")).hasSize(2);

        withoutProgram(first);
        HtmlPage earlier = compare(longer, first);
        assertThat(earlier.asNormalizedText()).contains("two-qubit gates", "+2").doesNotContain("The circuit");

        Path result = ResultFiles.of(first, "quantum").path().resolve("result.json");
        String text = Files.readString(result);
        Files.writeString(result, text.substring(0, text.length() / 2));
        assertThat(compare(longer, first).asNormalizedText()).contains("gone or damaged");
        Files.delete(result);
        assertThat(compare(longer, first).asNormalizedText()).contains("gone or damaged");
        assertThat(compare(first, longer).asNormalizedText()).contains("gone or damaged");
        same.delete();
        assertThat(compare(longer, same).asNormalizedText()).contains("There is no build 2 in this job.");
        assertThat(compare(longer, longer).asNormalizedText()).contains("no verdict changed");
    }

    private HtmlPage compare(WorkflowRun build, WorkflowRun with) throws Exception {
        return client.goTo(build.getUrl() + PAGE + "compare/?with=" + with.getNumber());
    }

    /** As earlier versions wrote it. */
    private static void withoutProgram(Run<?, ?> build) throws IOException {
        Path file = ResultFiles.of(build, "quantum").path().resolve("result.json");
        var json = (ObjectNode) MAPPER.readTree(file.toFile());
        json.path("tests").forEach(test -> ((ObjectNode) test).remove("program"));
        MAPPER.writeValue(file.toFile(), json);
    }
}
