package io.jenkins.plugins.quantum.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.cli.CLICommandInvoker;
import hudson.cli.CLICommandInvoker.Result;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.config.BuiltinBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.spend.SpendLimit;
import io.jenkins.plugins.quantum.tenants.folder.FolderLimits;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Limits and backends on all ways that are no form: command line, new items, Configuration as Code, addresses of forms. */
@WithJenkins
class LimitsBesideTheFormITest {
    private static final String YAML =
            """
            unclassified:
              quantum:
                limits:
                  monthlyBudget: "9999 USD"
                backends:
                  - builtin: {name: "theirs"}
            """;

    private final LogRecorder audit =
            new LogRecorder().record(AuditLog.LOGGER_NAME, Level.INFO).capture(200);

    private JenkinsRule jenkins;
    private Folder team;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.CONFIGURE, Item.CREATE)
                .everywhere()
                .to("lead")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        var limits = new TenantLimits();
        limits.setMonthlyBudget("25 USD");
        team = jenkins.createProject(Folder.class, "team");
        team.addProperty(new FolderLimits(limits));
        QuantumGlobalConfiguration.get().setBackends(List.of(new BuiltinBackendConfiguration("ours")));
    }

    private Result run(String user, String input, String... command) {
        var invoker = new CLICommandInvoker(jenkins, command[0]).asUser(user);
        if (!input.isEmpty()) {
            invoker = invoker.withStdin(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        }
        return invoker.invokeWithArgs(java.util.Arrays.copyOfRange(command, 1, command.length));
    }

    private static List<String> months(Item item) {
        return Tenancy.of(item).spendLimits().stream()
                .map(SpendLimit::month)
                .map(month -> month.map(Object::toString).orElse("none"))
                .toList();
    }

    private Folder folder(String name) {
        return jenkins.jenkins.getItemByFullName(name, Folder.class);
    }

    private static List<String> backends() {
        return QuantumGlobalConfiguration.get().getBackends().stream()
                .map(QuantumBackendConfiguration::getName)
                .toList();
    }

    @Test
    void shouldKeepTheLimitsFromTheCommandLineOfThoseWhoMayNotSetThem() throws Exception {
        String looser = team.getConfigFile().asString().replace("25.00 USD", "9999 USD");

        assertThat(run("lead", looser, "update-job", "team").returnCode()).isZero();

        assertThat(months(team)).containsExactly("25.00 USD");
        assertThat(run("lead", "", "reload-job", "team").returnCode()).isZero();
        assertThat(months(folder("team"))).containsExactly("25.00 USD");
        assertThat(run("lead", "", "reload-configuration").returnCode()).isNotZero();
        assertThat(run("admin", looser, "update-job", "team").returnCode()).isZero();
        assertThat(months(folder("team"))).containsExactly("9999.00 USD");
    }

    @Test
    void shouldMakeNewFoldersWithoutTheLimitsOfThoseWhoMayNotSetThem() throws Exception {
        String xml = team.getConfigFile().asString();

        assertThat(run("lead", xml, "create-job", "team/inner").returnCode()).isZero();

        assertThat(folder("team/inner").getProperties().get(FolderLimits.class)).isNull();
        assertThat(months(folder("team/inner"))).containsExactly("25.00 USD");
        assertThat(audit.getMessages()).anySatisfy(line -> assertThat(line)
                .contains("\"deed\":\"refuse\"", "\"user\":\"lead\"", "\"job\":\"team/inner\""));
        var client = jenkins.createWebClient().login("lead");
        var request = new WebRequest(new URL(client.createCrumbedUrl("createItem") + "&name=posted"), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/xml");
        request.setRequestBody(xml);
        assertThat(client.loadWebResponse(request).getStatusCode()).isEqualTo(200);
        assertThat(months(folder("posted"))).isEmpty();
        assertThat(folder("posted").getConfigFile().asString()).doesNotContain("FolderLimits");
        assertThat(run("admin", xml, "create-job", "theirs").returnCode()).isZero();
        assertThat(months(folder("theirs"))).containsExactly("25.00 USD");
    }

    @Test
    void shouldKeepTheLimitsOfACopy() throws Exception {
        assertThat(run("lead", "", "copy-job", "team", "copy").returnCode()).isZero();

        assertThat(months(folder("copy"))).containsExactly("25.00 USD");
        try (ACLContext lead = ACL.as2(User.getById("lead", true).impersonate2())) {
            assertThat(lead).isNotNull();
            folder("copy").getProperties().remove(FolderLimits.class);
            folder("copy").save();
        }
        assertThat(months(folder("copy"))).containsExactly("25.00 USD");
    }

    @Test
    void shouldLetOnlyAdministratorsConfigureBackendsByCodeOrByAddress() throws Exception {
        assertThat(run("lead", YAML, "apply-configuration").returnCode()).isNotZero();
        assertThat(run("lead", "", "reload-jcasc-configuration").returnCode()).isNotZero();
        var client = jenkins.createWebClient().withJavaScriptEnabled(false).login("lead");
        client.setThrowExceptionOnFailingStatusCode(false);
        for (String address :
                List.of("manage/configuration-as-code/apply", "manage/configuration-as-code/export", "configSubmit")) {
            var request = new WebRequest(client.createCrumbedUrl(address), HttpMethod.POST);
            assertThat(client.loadWebResponse(request).getStatusCode())
                    .as(address)
                    .isEqualTo(403);
        }
        assertThat(backends()).containsExactly("ours");

        assertThat(run("admin", YAML, "apply-configuration").returnCode()).isZero();
        assertThat(backends()).containsExactly("theirs");
        assertThat(audit.getMessages()).anySatisfy(line -> assertThat(line)
                .contains("\"deed\":\"configure\"", "month no limit", "month 9999.00 USD"));
    }
}
