package io.jenkins.plugins.quantum.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.spend.SpendLimit;
import io.jenkins.plugins.quantum.tenants.folder.FolderLimits;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FolderLimitsITest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.CONFIGURE, Item.CREATE)
                .everywhere()
                .to("lead")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    private static TenantLimits limits(String month, String allowed) {
        var limits = new TenantLimits();
        limits.setMonthlyBudget(month);
        limits.setAllowedBackends(allowed);
        return limits;
    }

    private Folder folder() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        folder.addProperty(new FolderLimits(limits("25 USD", "garnet, builtin")));
        return folder;
    }

    private List<String> months(Item item) {
        return Tenancy.of(item).spendLimits().stream()
                .map(limit -> limit.place() + "="
                        + limit.month().map(Object::toString).orElse("none"))
                .collect(Collectors.toList());
    }

    private String audit() throws IOException {
        Path folder = jenkins.jenkins.getRootDir().toPath().resolve("quantum/audit");
        try (var files = Files.list(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void shouldHoldTheLimitsOfAllLevels() throws Exception {
        var root = limits("1000 USD", null);
        root.setApprovalHours(48);
        QuantumGlobalConfiguration.get().setLimits(root);
        Folder team = folder();
        Folder inner = team.createProject(Folder.class, "inner");
        var own = limits(null, "garnet fez builtin");
        own.setBuildBudget("5 USD");
        own.setForbiddenLabels("US, itar");
        own.setApprovalHours(2);
        own.setCredentials(List.of(new CredentialOverride("garnet", "inner-key")));
        inner.addProperty(new FolderLimits(own));
        FreeStyleProject job = inner.createProject(FreeStyleProject.class, "model");

        Tenancy tenancy = Tenancy.of(job);

        assertThat(tenancy.spendLimits()).extracting(SpendLimit::place).containsExactly("team/inner", "team", "");
        assertThat(tenancy.approvalHours()).isEqualTo(2);
        assertThat(tenancy.credential("garnet")).contains("inner-key");
        assertThat(tenancy.credential("fez")).isEmpty();
        assertThat(tenancy.refusal("garnet", true, List.of("eu"))).isEmpty();
        assertThat(tenancy.refusal("garnet", true, List.of("eu", "us")))
                .hasValueSatisfying(text -> assertThat(text).contains("'us'", "folder team/inner", "forbids"));
        assertThat(tenancy.refusal("garnet", false, List.of()))
                .hasValueSatisfying(text -> assertThat(text).contains("the suite's own"));
        assertThat(tenancy.refusal("fez", true, List.of()))
                .hasValueSatisfying(text -> assertThat(text).contains("folder team,", "garnet, builtin"));
        assertThat(tenancy.refusal("garnet", true, List.of())).isEmpty();
        assertThat(months(jenkins.createFreeStyleProject("outside"))).containsExactly("=1000.00 USD");
    }

    @Test
    void shouldKeepTheLimitsThroughTheFormOfAnAdministratorAndChangeThemThere() throws Exception {
        Folder folder = folder();
        var client = jenkins.createWebClient().login("admin");
        HtmlForm form = client.getPage(folder, "configure").getFormByName("config");
        form.getInputByName("_.monthlyBudget").setValue("30 USD");
        form.getInputByName("_.fourEyes").setChecked(true);
        jenkins.submit(form);
        assertThat(months(folder)).containsExactly("team=30.00 USD");
        assertThat(Tenancy.of(folder).fourEyes()).isTrue();
        assertThat(audit())
                .contains(
                        "\"deed\":\"configure\",\"user\":\"admin\"",
                        "month 25.00 USD",
                        "month 30.00 USD",
                        "by somebody else");
    }

    @Test
    void shouldNotLetTheFormOfOthersChangeThem() throws Exception {
        Folder folder = folder();
        var client = jenkins.createWebClient().login("lead");
        HtmlForm form = client.getPage(folder, "configure").getFormByName("config");
        form.getInputByName("_.displayNameOrNull").setValue("Our team");
        jenkins.submit(form);
        assertThat(folder.getDisplayName()).isEqualTo("Our team");
        assertThat(months(folder)).containsExactly("team=25.00 USD");
        assertThat(folder.getProperties().get(FolderLimits.class)).isNotNull();
    }

    @Test
    void shouldPutBackWhatAConfigXmlChanges() throws Exception {
        Folder folder = folder();
        String xml = folder.getConfigFile().asString();
        assertThat(xml).contains("25.00 USD");
        post(folder, "lead", xml.replace("25.00 USD", "9999 USD").replace("<description>", "<description>new"));
        assertThat(months(folder)).containsExactly("team=25.00 USD");
        assertThat(folder.getConfigFile().asString()).contains("25.00 USD").doesNotContain("9999");

        String without =
                xml.replaceAll("(?s)<io.jenkins.plugins.quantum.tenants.folder.FolderLimits.*FolderLimits>", "");
        assertThat(without).doesNotContain("USD");
        post(folder, "lead", without);
        assertThat(months(folder)).containsExactly("team=25.00 USD");
        assertThat(folder.getConfigFile().asString()).contains("25.00 USD");
        assertThat(audit()).contains("\"deed\":\"refuse\",\"user\":\"lead\"", "stay as they were");

        post(folder, "admin", xml.replace("25.00 USD", "40 USD"));
        assertThat(months(folder)).containsExactly("team=40.00 USD");
    }

    private void post(Folder folder, String user, String xml) throws Exception {
        var client = jenkins.createWebClient().login(user);
        var request = new WebRequest(client.createCrumbedUrl(folder.getUrl() + "config.xml"), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/xml");
        request.setRequestBody(xml);
        assertThat(client.getPage(request).getWebResponse().getStatusCode()).isEqualTo(HttpURLConnection.HTTP_OK);
    }

    @Test
    void shouldRefuseWhatIsNoMoney() {
        assertThatThrownBy(() -> limits("plenty", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("25 USD");
        var descriptor = jenkins.jenkins.getDescriptorByType(TenantLimits.DescriptorImpl.class);
        assertThat(descriptor.doCheckMonthlyBudget(null, "plenty").kind)
                .isEqualTo(hudson.util.FormValidation.Kind.ERROR);
        assertThat(descriptor.doCheckBuildBudget(null, "5 USD").kind).isEqualTo(hudson.util.FormValidation.Kind.OK);
    }
}
