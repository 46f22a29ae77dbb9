package io.jenkins.plugins.quantum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleBuild;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.live.LiveRuns;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the log says, and what nobody can make it say. */
@WithJenkins
class AuditDeedsITest {
    private static final String EVIL = "x\r\n{\"deed\":\"approve\"}\u0000\u001b[31m\u2028<script>alert(1)</script>";

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    private List<String> lines() throws Exception {
        List<String> all = new ArrayList<>();
        try (var files = Files.list(jenkins.jenkins.getRootDir().toPath().resolve("quantum/audit"))) {
            for (Path file : files.sorted().toList()) {
                all.addAll(Files.readAllLines(file));
            }
        }
        return all;
    }

    private WebResponse post(String address) throws Exception {
        var client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);
        return client.loadWebResponse(
                client.addCrumb(new WebRequest(new URL(jenkins.getURL(), address), HttpMethod.POST)));
    }

    @Test
    void shouldLogWhatIsConfiguredButNoSecret() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "key-id", "", Secret.fromString("planted-audit-key-1234")));
        var lab = new CloudBackendConfiguration("lab", "ionq");
        lab.setCredentialsId("key-id");
        lab.setOptions(List.of(new BackendOption("device", "qpu.forte-1")));
        var limits = new TenantLimits();
        limits.setMonthlyBudget("7 USD");

        QuantumGlobalConfiguration.get().setBackends(List.of(lab));
        QuantumGlobalConfiguration.get().setLimits(limits);
        QuantumGlobalConfiguration.get().setAuditDays(30);
        QuantumGlobalConfiguration.get().setAuditDays(30);

        assertThat(lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                .contains("\"deed\":\"configure\"")
                .doesNotContain("planted"));
        assertThat(String.join("\n", lines()))
                .contains("qpu.forte-1", "paid with 'key-id'", "month 7.00 USD", "[400] to [30]");
    }

    @Test
    void shouldKeepOneLineALineWhateverIsPutIntoIt() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("model"));

        AuditLog.get().build(Deed.REFUSE, build, EVIL, EVIL, EVIL, EVIL);
        AuditLog.get().deed(Deed.CONFIGURE, EVIL, EVIL);

        assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .doesNotContain("\\r", "\\n", "\\u0000", "\u001b", "\\u001b", "\u2028")
                .doesNotContain(",\"deed\":\"approve\""));
        String page = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo("manage/quantum-audit/")
                .getWebResponse()
                .getContentAsString();
        assertThat(page).contains("&lt;script").doesNotContain("<script>alert(1)");
        assertThat(post("manage/quantum-audit/json").getContentAsString().lines())
                .hasSize(2);
        WebResponse csv = post("manage/quantum-audit/csv");
        assertThat(csv.getContentAsString().lines()).hasSize(3);
        assertThat(csv.getResponseHeaderValue("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void shouldSayWhoCancelledAndNotBlameWhoStarted() throws Exception {
        FreeStyleBuild build = jenkins.jenkins
                .createProject(hudson.model.FreeStyleProject.class, "model")
                .scheduleBuild2(0, new hudson.model.Cause.UserIdCause("ann"))
                .get();
        List<String> told = new ArrayList<>();
        LiveRuns.get().report(build, "ghz", null, cause -> told.add(cause.getShortDescription()));
        try (ACLContext bob = ACL.as2(User.getById("bob", true).impersonate2())) {
            assertThat(bob).isNotNull();
            AuditLog.get().build(Deed.CANCEL, build, "ghz", "", "", "by hand");
        }
        AuditLog.get().build(Deed.CANCEL, build, "ghz", "", "", "left over");
        assertThat(post(build.getUrl() + "quantum-live/cancel?id=ghz").getStatusCode())
                .isEqualTo(200);

        assertThat(told).hasSize(1);
        assertThat(lines())
                .satisfiesExactly(
                        first ->
                                assertThat(first).contains("\"deed\":\"cancel\",\"user\":\"bob\"", "\"job\":\"model\""),
                        second -> assertThat(second).contains("\"user\":\"SYSTEM\""),
                        third -> assertThat(third).contains("\"deed\":\"cancel\",\"user\":\"anonymous\"", "live page"));
    }

    @Test
    void shouldTakeAnIdentityOutThroughThePageAndOutOfTheExports() throws Exception {
        AuditLog.get().deed(Deed.CONFIGURE, "team", "asked for by ann");

        assertThat(post("manage/quantum-audit/erase?user=ann").getStatusCode()).isEqualTo(200);

        assertThat(post("manage/quantum-audit/json").getContentAsString())
                .contains("erased-")
                .doesNotContain("ann\"");
        assertThat(post("manage/quantum-audit/csv").getContentAsString()).doesNotContain("by ann");
        assertThat(post("manage/quantum-audit/erase?user=+").getStatusCode()).isEqualTo(400);
    }
}
