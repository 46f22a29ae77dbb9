package io.jenkins.plugins.quantum.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import io.jenkins.plugins.quantum.spend.SpendBooks;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import io.jenkins.plugins.quantum.tenants.folder.FolderLimits;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import jenkins.model.Jenkins;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BuildSpendingITest {
    private static final List<Money> NOTHING = List.of();

    private final LogRecorder audit =
            new LogRecorder().record(AuditLog.LOGGER_NAME, Level.INFO).capture(500);

    private JenkinsRule jenkins;
    private Folder team;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, QuantumPermissions.APPROVE)
                .everywhere()
                .to("boss"));
        team = jenkins.createProject(Folder.class, "team");
        limits("10 USD", 24);
    }

    private void limits(String month, int hours) throws Exception {
        var limits = new TenantLimits();
        limits.setMonthlyBudget(month);
        limits.setApprovalHours(hours);
        team.getProperties().remove(FolderLimits.class);
        team.addProperty(new FolderLimits(limits));
    }

    private FreeStyleBuild build(String name) throws Exception {
        return jenkins.buildAndAssertSuccess(team.createProject(FreeStyleProject.class, name));
    }

    private static List<Money> usd(String amount) {
        return List.of(Money.usd(amount));
    }

    private List<String> deeds() {
        return audit.getMessages().stream()
                .map(line -> line.replaceAll(".*\"deed\":\"([a-z]+)\".*", "$1"))
                .toList();
    }

    @Test
    void shouldLetPassWhatTheBudgetCoversAndCountTheTrueBill() throws Exception {
        BuildSpending spending = BuildSpending.of(build("model"), "ghz");

        assertThat(spending.reserve(NOTHING)).isEmpty();
        assertThat(spending.reserve(usd("9"))).isEmpty();
        assertThat(BuildSpending.of(build("other"), "ghz").reserve(usd("1.01"))).isPresent();
        spending.settle(usd("2"), usd("0.5"));
        assertThat(SpendBooks.text(
                        SpendBooks.ledger().spent("team", SpendBooks.ledger().now())))
                .isEqualTo("2.50 USD");
        assertThat(deeds()).contains("submit", "ask", "settle");
        assertThat(audit.getMessages()).anySatisfy(line -> assertThat(line)
                .contains("\"deed\":\"submit\"", "\"job\":\"team/model\"", "\"build\":1", "9.00 USD"));
    }

    @Test
    void shouldWaitForAnApprovalAndSayByWhomItWasGiven() throws Exception {
        FreeStyleBuild build = build("model");
        BuildSpending spending = BuildSpending.of(build, "ghz");

        assertThat(spending.reserve(usd("12"))).hasValueSatisfying(text -> assertThat(text)
                .contains("10.00 USD", "12.00 USD", "Quantum/Approve", build.getUrl() + "quantum-approval/"));
        assertThat(BuildSpending.waits(build, "ghz")).isTrue();
        assertThat(spending.reserve(usd("12"))).as("asked once, still waiting").isPresent();
        assertThat(build.getAction(ApprovalAction.class).getRequests()).hasSize(1);

        var reader = jenkins.createWebClient().login("reader");
        HtmlPage seen = reader.getPage(build, "quantum-approval/");
        assertThat(seen.getVisibleText()).contains("ghz").doesNotContain("12.00 USD");
        assertThat(seen.getForms()).noneMatch(form -> form.getNameAttribute().startsWith("approve"));
        var boss = jenkins.createWebClient().login("boss");
        HtmlForm form = boss.getPage(build, "quantum-approval/").getFormByName("approve-ghz");
        form.getInputByName("note").setValue("demo on Monday <b>");
        HtmlPage answered = jenkins.submit(form);

        assertThat(answered.getVisibleText()).contains("boss", "demo on Monday <b>");
        assertThat(BuildSpending.waits(build, "ghz")).isFalse();
        assertThat(BuildSpending.released(build, "ghz"))
                .hasValueSatisfying(text -> assertThat(text).contains("12.00 USD", "boss", "demo on Monday"));
        assertThat(spending.reserve(usd("12"))).isEmpty();
        assertThat(deeds()).containsSubsequence("ask", "approve", "submit");
        assertThat(spending.reserve(usd("12.01"))).as("more than was approved").isPresent();
        assertThat(SpendBooks.text(
                        SpendBooks.ledger().spent("team", SpendBooks.ledger().now())))
                .isEqualTo("12.00 USD");
        build.reload();
        assertThat(BuildSpending.waits(build, "ghz")).as("kept over a restart").isTrue();
    }

    @Test
    void shouldStayRefusedWhenItWasRefusedOrNobodyAnsweredInTime() throws Exception {
        FreeStyleBuild build = build("model");
        BuildSpending spending = BuildSpending.of(build, "ghz");
        spending.reserve(usd("12"));
        var client = jenkins.createWebClient().login("boss");
        client.setThrowExceptionOnFailingStatusCode(false);
        var url = client.createCrumbedUrl(build.getUrl() + "quantum-approval/refuse");
        var request = new org.htmlunit.WebRequest(
                new java.net.URL(url + "&result=ghz&note=no"), org.htmlunit.HttpMethod.POST);
        client.getPage(request);
        assertThat(spending.reserve(usd("12")))
                .hasValueSatisfying(text -> assertThat(text).contains("refused by boss", "no"));
        assertThat(client.getPage(request).getWebResponse().getStatusCode()).isEqualTo(HttpURLConnection.HTTP_CONFLICT);

        FreeStyleBuild late = build("late");
        BuildSpending.of(late, "ghz").reserve(usd("12"));
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
        assertThat(BuildSpending.of(late, "ghz", tomorrow).reserve(usd("12")))
                .hasValueSatisfying(text -> assertThat(text).contains("nobody approved it"));
    }

    @Test
    void shouldRefuseAtOnceWhereNobodyIsAsked() throws Exception {
        limits("10 USD", 0);
        FreeStyleBuild build = build("model");
        assertThat(BuildSpending.of(build, "ghz").reserve(usd("12")))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("waits"));
        assertThat(build.getAction(ApprovalAction.class)).isNull();
        assertThat(deeds()).contains("refuse");
    }

    @Test
    void shouldSpendNothingForAStranger() throws Exception {
        FreeStyleBuild build = build("PR-7");
        BuildSpending spending = BuildSpending.of(build, "ghz");
        assertThat(spending.reserve(NOTHING)).isEmpty();
        assertThat(spending.reserve(usd("0.01")))
                .hasValueSatisfying(text -> assertThat(text).contains("change request PR-7"));
        assertThat(BuildSpending.waits(build, "ghz")).isTrue();
        assertThat(SpendBooks.ledger().spent("team", SpendBooks.ledger().now())).isEmpty();
    }

    @Test
    void shouldNeverGrantMoreThanTheBudgetToBuildsSideBySideAndOutliveThem() throws Exception {
        FreeStyleBuild build = build("model");
        List<Callable<Boolean>> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            BuildSpending spending = BuildSpending.of(build, "result-" + i);
            runs.add(() -> spending.reserve(usd("0.30")).isEmpty());
        }
        ExecutorService pool = Executors.newFixedThreadPool(32);
        int granted = 0;
        try {
            for (Future<Boolean> run : pool.invokeAll(runs)) {
                granted += run.get() ? 1 : 0;
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(granted).isEqualTo(33); // 9.90 of 10 USD
        build.delete();
        assertThat(SpendBooks.ledger().open()).isEmpty();
        team.renameTo("crew");
        assertThat(SpendBooks.text(
                        SpendBooks.ledger().spent("crew", SpendBooks.ledger().now())))
                .as("a deleted build and a renamed folder free nothing")
                .isEqualTo("9.90 USD");
    }

    /** Jobs named PR-n build change requests, of which nobody says whether they are trusted. */
    @TestExtension
    public static class Heads extends SCMHead.HeadByItem {
        @Override
        public SCMHead getHead(Item item) {
            return item.getName().startsWith("PR-") ? new ChangeRequest(item.getName()) : null;
        }
    }

    private static final class ChangeRequest extends SCMHead implements ChangeRequestSCMHead {
        private static final long serialVersionUID = 1L;

        ChangeRequest(String name) {
            super(name);
        }

        @Override
        public String getId() {
            return getName();
        }

        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }
    }
}
