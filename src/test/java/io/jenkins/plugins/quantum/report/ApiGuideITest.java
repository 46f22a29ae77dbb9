package io.jenkins.plugins.quantum.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.quantum.GuideExamples;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The samples of {@code docs/jenkins/api.md}, executed. */
@WithJenkins
class ApiGuideITest {
    private static final String PAGE = "api.md";
    private static final Pattern ADDRESS = Pattern.compile("\"\\$JENKINS_URL/([^\"]+)\"");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JenkinsRule jenkins;
    private JenkinsRule.WebClient client;

    @TempDir
    private Path folder;

    @BeforeEach
    void record(JenkinsRule rule) throws Exception {
        jenkins = rule;
        FreeStyleProject job = jenkins.createFreeStyleProject("iris");
        RecordedBuilds.build(jenkins, job, Results.passed());
        RecordedBuilds.build(jenkins, job, Results.failed());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, QuantumPermissions.VIEW_COSTS)
                .everywhere()
                .to("ann")
                .grant(Jenkins.READ)
                .everywhere()
                .to("bob"));
        client = jenkins.createWebClient();
    }

    private static String token(String user) throws Exception {
        User known = User.getById(user, true);
        var made = known.getProperty(ApiTokenProperty.class).generateNewToken("api");
        known.save();
        return made.plainValue;
    }

    private static List<String> addresses() throws Exception {
        return ADDRESS.matcher(String.join("", GuideExamples.of(PAGE, "sh")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private WebResponse get(String path) throws Exception {
        return client.goTo(escaped(path), null).getWebResponse();
    }

    /** As curl does it, which follows no page to a form for passwords. */
    private int status(String path, String user) throws Exception {
        var request = (HttpURLConnection) new URL(jenkins.getURL(), escaped(path)).openConnection();
        if (!user.isEmpty()) {
            request.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        return request.getResponseCode();
    }

    private static String escaped(String path) {
        return path.replace("[", "%5B").replace("]", "%5D");
    }

    @Test
    void shouldAnswerAsThePageSays() throws Exception {
        client.withBasicApiToken(User.getById("ann", true));
        List<String> addresses = addresses();
        List<String> answers = GuideExamples.of(PAGE, "json");

        for (int i = 0; i < answers.size(); i++) {
            WebResponse answer = get(addresses.get(i));
            assertThat(answer.getStatusCode()).as(addresses.get(i)).isEqualTo(200);
            assertThat(MAPPER.readTree(answer.getContentAsString()).toPrettyString())
                    .isEqualTo(MAPPER.readTree(answers.get(i)).toPrettyString());
        }
        WebResponse csv = get(addresses.get(answers.size()));
        assertThat(csv.getContentType()).isEqualTo("text/csv");
        assertThat(csv.getContentAsString()).startsWith("month,provider,backend,device,runs,jobs,");
    }

    @Test
    void shouldAnswerNobodyElse() throws Exception {
        String bob = "bob:" + token("bob");
        for (String address : addresses()) {
            assertThat(status(address, "")).as(address).isIn(401, 403);
            assertThat(status(address, bob)).as(address).isIn(403, 404);
            assertThat(status(address, "ann:wrong")).as(address).isEqualTo(401);
        }
    }

    @Test
    void shouldRunThePythonSample() throws Exception {
        Path script = folder.resolve("trend.py");
        Files.writeString(script, GuideExamples.of(PAGE, "python").get(0));
        var builder = new ProcessBuilder("python3", "-I", script.toString()).redirectErrorStream(true);
        String root = jenkins.getURL().toString();
        builder.environment().put("JENKINS_URL", root.substring(0, root.length() - 1));
        builder.environment().put("JENKINS_USER", "ann");
        builder.environment().put("JENKINS_TOKEN", token("ann"));
        Path out = folder.resolve("out.txt");
        Process process = builder.redirectOutput(out.toFile()).start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(out, StandardCharsets.UTF_8))
                .isEqualTo(GuideExamples.of(PAGE, "text").get(0));
        assertThat(process.exitValue()).isZero();
    }
}
