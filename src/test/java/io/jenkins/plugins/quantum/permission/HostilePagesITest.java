package io.jenkins.plugins.quantum.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.util.Secret;
import io.jenkins.plugins.quantum.approval.BuildSpending;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import io.jenkins.plugins.quantum.live.LiveRuns;
import io.jenkins.plugins.quantum.report.RecordedBuilds;
import io.jenkins.plugins.quantum.report.RecordedJobsAction;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import java.net.URL;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Text of enemies on every page, paths that lead out of every folder, and a key that no page shows. */
@WithJenkins
class HostilePagesITest {
    private static final String EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
    private static final String KEY = "planted-page-key-0042";
    private static final String BUILD = "job/team/job/iris/2/";

    private JenkinsRule jenkins;
    private JenkinsRule.WebClient client;

    @BeforeEach
    void fill(JenkinsRule rule) throws Exception {
        jenkins = rule;
        client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "key", EVIL, Secret.fromString(KEY)));
        var lab = new CloudBackendConfiguration("lab", "ionq");
        lab.setCredentialsId("key");
        lab.setRegion(EVIL);
        lab.setExportLabels(EVIL);
        lab.setOptions(List.of(new BackendOption("device", EVIL), new BackendOption("endpoint", "http://127.0.0.1:1")));
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));
        FreeStyleProject job =
                jenkins.createProject(Folder.class, "team").createProject(FreeStyleProject.class, "iris");
        job.setDisplayName(EVIL);
        RecordedBuilds.build(jenkins, job, Results.hostileRun());
        FreeStyleBuild build = RecordedBuilds.build(jenkins, job, Results.hostileRun());
        build.setDescription("a build");
        RecordedJobsAction.add(build, EVIL, List.of(EVIL));
        LiveRuns.get().report(build, EVIL, null, cause -> {});
        var limits = new TenantLimits();
        limits.setMonthlyBudget("1 USD");
        QuantumGlobalConfiguration.get().setLimits(limits);
        assertThat(BuildSpending.of(build, EVIL).reserve(List.of(Money.usd("2"))))
                .isPresent();
        AuditLog.get().build(Deed.REFUSE, build, EVIL, EVIL, EVIL, EVIL);
    }

    private WebResponse get(String path) throws Exception {
        return client.loadWebResponse(new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.GET));
    }

    @Test
    void shouldEscapeWhatEnemiesWroteAndShowNoKeyOnAnyPage() throws Exception {
        for (String path : List.of(
                BUILD,
                BUILD + "quantum-nightly/",
                BUILD + "quantum-nightly/gate/1/",
                BUILD + "quantum-nightly/compare/?with=1",
                BUILD + "quantum-live/",
                BUILD + "quantum-approval/",
                BUILD + "quantum-jobs/",
                "job/team/job/iris/",
                "job/team/job/iris/quantum-trend/",
                "job/team/quantum-overview/",
                "quantum-backends/",
                "quantum-backends/backend/lab/",
                "manage/quantum-audit/",
                "manage/configure",
                "job/team/configure")) {
            WebResponse page = get(path);
            assertThat(page.getStatusCode()).as(path).isEqualTo(200);
            assertThat(page.getContentAsString()).as(path).doesNotContain("<script>alert", "<img src=x", KEY);
        }
        WebResponse live = get(BUILD + "quantum-live/progress");
        assertThat(live.getContentType()).isEqualTo("application/json");
        assertThat(live.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void shouldServeNothingFromOutsideAResultsFolder() throws Exception {
        String files = BUILD + "quantum-nightly/files/";
        for (String path : List.of(
                files + "..%2f..%2fbuild.xml",
                files + "%2e%2e/%2e%2e/build.xml",
                files + "..%5c..%5cbuild.xml",
                files + "....//....//build.xml",
                files + "%252e%252e%252f%252e%252e%252fbuild.xml",
                files + "%2fetc%2fpasswd",
                files + "result.json%00.txt",
                BUILD + "quantum-..%2f..%2fsecrets/",
                BUILD + "quantum-nightly/gate/..%2f1/",
                BUILD + "quantum-nightly/gate/1%2f..%2f..%2f/",
                "quantum-backends/backend/..%2f..%2fsecrets/",
                "quantum-backends/backend/%2e%2e/")) {
            WebResponse answer = get(path);
            assertThat(answer.getStatusCode()).as(path).isNotEqualTo(200);
            assertThat(answer.getContentAsString()).as(path).doesNotContain("<build>", "root:x:", "<actions>");
        }
        for (String with : List.of("..%2f1", "-1", "99999999999999999999", "1%00", "1/../2")) {
            WebResponse answer = get(BUILD + "quantum-nightly/compare/?with=" + with);
            assertThat(answer.getStatusCode()).as(with).isEqualTo(200);
            assertThat(answer.getContentAsString()).as(with).doesNotContain("<build>");
        }
    }
}
