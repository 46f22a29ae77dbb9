package io.jenkins.plugins.quantum.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.quantum.approval.BuildSpending;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import io.jenkins.plugins.quantum.live.LiveRuns;
import io.jenkins.plugins.quantum.report.RecordedBuilds;
import io.jenkins.plugins.quantum.report.RecordedJobsAction;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Every address of the plugin, asked for by everybody, by GET and by POST, with Jenkins' crumb and without. What has no row here and can
 * be reached fails the test.
 */
@WithJenkins
class WebMatrixITest {
    private static final List<String> USERS = List.of("", "reader", "configurer", "admin");
    private static final String DESCRIPTOR = "descriptorByName/io.jenkins.plugins.quantum.";
    private static final String IN_JOB = "job/iris/" + DESCRIPTOR;

    /**
     * An address and what answers: codes for nobody, a reader, one who configures, an administrator; 404 and 405 are what a method says
     * that does not listen to the verb.
     *
     * @param what
     *     the method or page
     * @param path
     *     relative to Jenkins
     * @param get
     *     answers to GET
     * @param post
     *     answers to POST with a crumb; without one all are 403
     * @param secret
     *     words that only those get for whom it is; empty where the code says it all
     * @param readers
     *     how many of the four, from the mightiest, get the words
     */
    private record Row(String what, String path, String get, String post, String secret, int readers) {}

    private static Row page(String what, String path, String get) {
        return new Row(what, path, get, get, "", 0);
    }

    private static Row post(String what, String path, String post) {
        return new Row(what, path, "403 no no no", post, "", 0);
    }

    private static Row check(String what, String path, String secret, int readers) {
        return new Row(what, path, "403 no no no", "403 200 200 200", secret, readers);
    }

    private static final List<Row> ROWS = List.of(
            page("report/QuantumBuildAction", "job/iris/1/quantum-nightly/", "403 200 200 200"),
            page("QuantumBuildAction.getGate", "job/iris/1/quantum-nightly/gate/3/", "403 200 200 200"),
            page("report/GatePage", "job/iris/1/quantum-nightly/gate/1/", "403 200 200 200"),
            page("report/ComparePage", "job/iris/1/quantum-nightly/compare/", "403 200 200 200"),
            page("QuantumBuildAction.doFiles", "job/iris/1/quantum-nightly/files/result.json", "403 403 200 200"),
            page("report/QuantumJobAction", "job/iris/quantum-trend/", "403 200 200 200"),
            page("QuantumJobAction.doCharts", "job/iris/quantum-trend/charts", "403 200 200 200"),
            page("report/RecordedJobsAction", "job/iris/1/quantum-jobs/", "403 200 200 200"),
            page("overview/QuantumFolderAction", "job/team/quantum-overview/", "403 200 200 200"),
            page("backends/BackendsPage", "quantum-backends/", "403 403 200 200"),
            page("BackendsPage.getTarget", "quantum-backends/nothing", "403 403 404 404"),
            page("BackendsPage.getBackend", "quantum-backends/backend/lab/", "403 403 200 200"),
            page("backends/BackendPage", "quantum-backends/backend/lab/index", "403 403 200 200"),
            new Row("BackendsPage.doUsage", "quantum-backends/usage", "403 403 200 200", "403 403 no no", "", 0),
            page("live/QuantumLiveAction", "job/iris/1/quantum-live/", "403 200 200 200"),
            new Row(
                    "QuantumLiveAction.doProgress",
                    "job/iris/1/quantum-live/progress",
                    "403 200 200 200",
                    "403 no no no",
                    "",
                    0),
            post("QuantumLiveAction.doCancel", "job/iris/1/quantum-live/cancel?id=alive", "403 403 403 200"),
            page("approval/ApprovalAction", "job/iris/1/quantum-approval/", "403 200 200 200"),
            post("ApprovalAction.doApprove", "job/iris/1/quantum-approval/approve?result=ghz", "403 403 403 200"),
            post("ApprovalAction.doRefuse", "job/iris/1/quantum-approval/refuse?result=bell", "403 403 403 200"),
            page("audit/AuditPage", "manage/quantum-audit/", "403 403 403 200"),
            page("AuditPage.getTarget", "manage/quantum-audit/nothing", "403 403 403 404"),
            new Row("AuditPage.doJson", "manage/quantum-audit/json", "403 403 403 no", "403 403 403 200", "", 0),
            new Row("AuditPage.doCsv", "manage/quantum-audit/csv", "403 403 403 no", "403 403 403 200", "", 0),
            new Row(
                    "AuditPage.doErase",
                    "manage/quantum-audit/erase?user=gone",
                    "403 403 403 no",
                    "403 403 403 200",
                    "",
                    0),
            check(
                    "QuantumBackendDescriptor.doCheckName",
                    DESCRIPTOR + "config.AerBackendConfiguration/checkName?value=a+b",
                    "A name starts",
                    1),
            check(
                    "CloudBackendConfiguration.DescriptorImpl.doFillTypeItems",
                    DESCRIPTOR + "config.CloudBackendConfiguration/fillTypeItems",
                    "braket",
                    1),
            check(
                    "CloudBackendConfiguration.DescriptorImpl.doFillCredentialsIdItems",
                    DESCRIPTOR + "config.CloudBackendConfiguration/fillCredentialsIdItems?type=ionq",
                    "id-of-a-key",
                    1),
            post(
                    "CloudBackendConfiguration.DescriptorImpl.doTestConnection",
                    DESCRIPTOR + "config.CloudBackendConfiguration/testConnection?name=+&type=ionq",
                    "403 403 403 200"),
            check(
                    "TenantLimits.DescriptorImpl.doCheckMonthlyBudget",
                    DESCRIPTOR + "tenants.TenantLimits/checkMonthlyBudget?value=plenty",
                    "25 USD",
                    1),
            check(
                    "TenantLimits.DescriptorImpl.doCheckBuildBudget",
                    IN_JOB + "tenants.TenantLimits/checkBuildBudget?value=plenty",
                    "25 USD",
                    1),
            check(
                    "WithQuantumStep.DescriptorImpl.doFillBackendItems",
                    IN_JOB + "steps.WithQuantumStep/fillBackendItems",
                    "lab",
                    2),
            check(
                    "QuantumBackendTrigger.DescriptorImpl.doFillBackendItems",
                    IN_JOB + "triggers.QuantumBackendTrigger/fillBackendItems",
                    "lab",
                    2),
            check(
                    "QuantumBackendTrigger.DescriptorImpl.doCheckBackend",
                    IN_JOB + "triggers.QuantumBackendTrigger/checkBackend?value=none",
                    "warning",
                    2),
            check(
                    "HardwareWindowProperty.DescriptorImpl.doCheckWindows",
                    IN_JOB + "triggers.HardwareWindowProperty/checkWindows?value=never",
                    "error",
                    2));

    private JenkinsRule jenkins;

    @BeforeEach
    void everythingThatCanBeReached(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.CONFIGURE, Item.CREATE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        var lab = new CloudBackendConfiguration("lab", "ionq");
        lab.setCredentialsId("key");
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "id-of-a-key", "", Secret.fromString("no-real-key")));
        RecordedBuilds.build(
                jenkins,
                jenkins.createProject(Folder.class, "team").createProject(FreeStyleProject.class, "inner"),
                Results.passed());
        FreeStyleProject job = jenkins.createFreeStyleProject("iris");
        FreeStyleBuild build = RecordedBuilds.build(jenkins, job, Results.failed());
        RecordedJobsAction.add(build, "lab", List.of("job-1"));
        LiveRuns.get().report(build, "alive", null, cause -> {});
        var limits = new TenantLimits();
        limits.setMonthlyBudget("1 USD");
        QuantumGlobalConfiguration.get().setLimits(limits);
        for (String waiting : List.of("ghz", "bell")) {
            assertThat(BuildSpending.of(build, waiting).reserve(List.of(Money.usd("2"))))
                    .isPresent();
        }
    }

    @Test
    void shouldHaveARowForEverythingThatAnAddressCanReach() throws Exception {
        Set<String> known = new TreeSet<>();
        ROWS.forEach(row -> known.add(row.what()));
        Set<String> reachable = new TreeSet<>(WebSurface.methods());
        reachable.addAll(WebSurface.pages());

        assertThat(known).containsExactlyInAnyOrderElementsOf(reachable);
    }

    @Test
    void shouldAnswerEverybodyAsTheMatrixSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int user = 0; user < USERS.size(); user++) {
            var client = jenkins.createWebClient().withJavaScriptEnabled(false);
            client.setThrowExceptionOnFailingStatusCode(false);
            if (user > 0) {
                client.login(USERS.get(user));
            }
            for (Row row : ROWS) {
                compare(row, user, client, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void compare(Row row, int user, JenkinsRule.WebClient client, List<String> wrong) throws Exception {
        var url = new URL(jenkins.getURL(), row.path());
        String who = row.what() + " for '" + USERS.get(user) + "' by ";
        WebResponse got = answer(client, new WebRequest(url, HttpMethod.GET));
        WebResponse bare = answer(client, new WebRequest(url, HttpMethod.POST));
        WebResponse posted = answer(client, client.addCrumb(new WebRequest(url, HttpMethod.POST)));
        code(who + "GET", row.get(), user, got, wrong);
        code(who + "POST", row.post(), user, posted, wrong);
        if (bare.getStatusCode() != 403) {
            wrong.add(who + "POST without a crumb: " + bare.getStatusCode());
        }
        boolean may = user >= USERS.size() - row.readers();
        if (!row.secret().isEmpty() && posted.getContentAsString().contains(row.secret()) != may) {
            wrong.add(who + "POST: " + (may ? "lacks" : "tells") + " '" + row.secret() + "'");
        }
    }

    private static WebResponse answer(JenkinsRule.WebClient client, WebRequest request) throws Exception {
        return client.loadWebResponse(request); // and not the page of the login that it leads to
    }

    private static void code(String who, String codes, int user, WebResponse answer, List<String> wrong) {
        String expected = codes.split(" ")[user].replace("no", "404|405");
        if (!String.valueOf(answer.getStatusCode()).matches(expected)) {
            wrong.add(who + ": " + answer.getStatusCode() + " instead of " + expected);
        }
    }
}
