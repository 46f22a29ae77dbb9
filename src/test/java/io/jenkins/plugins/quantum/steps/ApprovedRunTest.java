package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import io.jenkins.plugins.quantum.tenants.folder.FolderLimits;
import java.time.Clock;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A pipeline's run over budget: it waits, over a restart too, and what is decided on its page happens. */
class ApprovedRunTest {
    private static final String PAGE = "quantum-approval/";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private static void secure(JenkinsRule jenkins) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.BUILD)
                .everywhere()
                .to("dev")
                .grant(Jenkins.READ, Item.READ, QuantumPermissions.APPROVE)
                .everywhere()
                .to("boss"));
    }

    /** Somebody else than the one who starts it has to release it. */
    private WorkflowRun waiting(JenkinsRule jenkins, String starter) throws Exception {
        secure(jenkins);
        var rule = new TenantLimits();
        rule.setFourEyes(true);
        QuantumGlobalConfiguration.get().setLimits(rule);
        PaidBackends.configureDear(service.uri() + "/v0.4");
        Folder team = PaidBackends.folder(jenkins, "team", PaidBackends.KEY);
        var limits = new TenantLimits();
        limits.setMonthlyBudget("0.01 USD");
        team.addProperty(new FolderLimits(limits));
        WorkflowRun build = PaidBackends.job(team, jenkins.createOnlineSlave().getNodeName(), "model")
                .scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(starter)))
                .waitForStart();
        jenkins.waitForMessage("It waits until", build);
        return build;
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins
                .getItemByFullName("team/model", WorkflowJob.class)
                .getBuildByNumber(1);
    }

    private static int post(JenkinsRule jenkins, String user, String what) throws Exception {
        var client = jenkins.createWebClient().withJavaScriptEnabled(false).login(user);
        client.setThrowExceptionOnFailingStatusCode(false);
        var url = client.createCrumbedUrl(build(jenkins).getUrl() + PAGE + what);
        return client.loadWebResponse(new WebRequest(new java.net.URL(url + "&result=quantum"), HttpMethod.POST))
                .getStatusCode();
    }

    @Test
    void shouldWaitOverARestartUntilSomebodyWhoMayApprovesIt() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = waiting(jenkins, "dev");

            HtmlPage seen = jenkins.createWebClient().login("dev").getPage(build, PAGE);
            assertThat(seen.getVisibleText()).contains("quantum", "0.01 USD", "folder team", "Waits");
            assertThat(seen.getForms())
                    .noneMatch(form -> form.getNameAttribute().startsWith("approve"));
            assertThat(post(jenkins, "dev", "approve")).isEqualTo(403);
            assertThat(post(jenkins, "dev", "refuse")).isEqualTo(403);
            assertThat(service.jobs().accepted()).isZero();
        });
        sessions.then(jenkins -> {
            secure(jenkins);
            WorkflowRun build = build(jenkins);
            assertThat(build.isBuilding()).isTrue();
            assertThat(service.jobs().accepted()).isZero();

            HtmlForm form =
                    jenkins.createWebClient().login("boss").getPage(build, PAGE).getFormByName("approve-quantum");
            form.getInputByName("note").setValue("demo on Monday");
            jenkins.submit(form);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(service.jobs().accepted()).isPositive();
            jenkins.assertLogContains("were approved by boss", build);
            jenkins.assertLogContains("demo on Monday", build);
            HtmlPage answered = jenkins.createWebClient().login("dev").getPage(build, PAGE);
            assertThat(answered.getVisibleText()).contains("Approved by", "boss", "demo on Monday");
            String deeds = AuditText.of(jenkins);
            assertThat(deeds)
                    .containsSubsequence(
                            "\"deed\":\"ask\"",
                            "\"deed\":\"approve\",\"user\":\"boss\"",
                            "\"deed\":\"submit\"",
                            "\"deed\":\"settle\"")
                    .containsPattern("\"deed\":\"submit\".*\"backend\":\"lab\",\"shots\":[1-9]")
                    .doesNotContain(PaidBackends.KEY);
        });
    }

    @Test
    void shouldSubmitNothingThatIsRefusedAndLogWhatAUserCancels() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = waiting(jenkins, "boss");

            HtmlPage own = jenkins.createWebClient().login("boss").getPage(build, PAGE);
            assertThat(own.getVisibleText()).contains("You started this build: somebody else has to approve it");
            assertThat(own.getFormByName("refuse-quantum").getElementsByTagName("button"))
                    .singleElement()
                    .satisfies(button -> assertThat(button.asNormalizedText()).isEqualTo("Refuse"));
            assertThat(post(jenkins, "boss", "approve")).isEqualTo(403);
            assertThat(AuditText.of(jenkins)).contains("approval: You started this build");
            assertThat(build.isBuilding()).isTrue();

            assertThat(post(jenkins, "boss", "refuse")).isEqualTo(200);

            jenkins.waitForCompletion(build);
            assertThat(build.getResult()).isNotEqualTo(Result.SUCCESS);
            jenkins.assertLogContains("refused by boss", build);
            assertThat(service.jobs().accepted()).isZero();
            assertThat(post(jenkins, "boss", "refuse")).isEqualTo(409);
            assertThat(AuditText.of(jenkins).lines())
                    .anySatisfy(line -> assertThat(line).contains("\"deed\":\"refuse\",\"user\":\"boss\""));
        });
    }
}
