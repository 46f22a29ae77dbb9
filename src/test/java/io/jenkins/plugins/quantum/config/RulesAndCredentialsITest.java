package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.util.Secret;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import io.jenkins.plugins.quantum.tenants.CredentialOverride;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import io.jenkins.plugins.quantum.tenants.folder.FolderLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Which backends a build may open, and with which credentials. */
@WithJenkins
class RulesAndCredentialsITest {
    private final LogRecorder audit =
            new LogRecorder().record(AuditLog.LOGGER_NAME, Level.INFO).capture(100);

    private static CloudBackendConfiguration cloud(String name, String type, String credential, String... options) {
        var backend = new CloudBackendConfiguration(name, type);
        backend.setCredentialsId(credential);
        List<BackendOption> all = new ArrayList<>();
        for (int i = 0; i < options.length; i += 2) {
            all.add(new BackendOption(options[i], options[i + 1]));
        }
        backend.setOptions(all);
        return backend;
    }

    private static BackendSpec spec(QuantumBackendConfiguration backend) {
        var configured = backend.toConfiguredBackend();
        return new BackendSpec(
                configured.name(), configured.type(), configured.options(), SourcePosition.of("Jenkins"));
    }

    @Test
    void shouldOpenOnlyWhatTheFoldersAllow(JenkinsRule jenkins) throws Exception {
        var here = cloud("here", "ionq", null);
        here.setRegion("EU");
        var there = cloud("there", "ionq", null);
        there.setExportLabels("itar, dual-use");
        var metadata = cloud("metadata", "ionq", null, "endpoint", "http://169.254.169.254/v0.4");
        QuantumGlobalConfiguration.get().setBackends(List.of(here, there, metadata));
        Folder team = jenkins.createProject(Folder.class, "team");
        var limits = new TenantLimits();
        limits.setForbiddenLabels("ITAR");
        team.addProperty(new FolderLimits(limits));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(team.createProject(FreeStyleProject.class, "model"));
        Access access = new RuledAccess(Access.none(), build, "ghz");

        assertThat(access.settings(spec(here), null)).isNotNull();
        assertThatThrownBy(() -> access.settings(spec(there), null))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("'itar'")
                .hasMessageContaining("folder team");
        assertThatThrownBy(() -> access.settings(spec(metadata), null))
                .hasMessageContaining("link-local")
                .hasMessageContaining("administrator");
        BackendSpec suites =
                new BackendSpec("here", "ionq", Map.of("device", "other"), SourcePosition.of("quantum.yml"));
        assertThatThrownBy(() -> access.settings(suites, null)).hasMessageContaining("the suite's own");
        assertThat(access.settings(new BackendSpec("builtin", "builtin", Map.of(), SourcePosition.of("x")), null))
                .isNotNull();
        assertThat(audit.getMessages()).anySatisfy(line -> assertThat(line)
                .contains("\"deed\":\"refuse\"", "\"job\":\"team/model\"", "\"backend\":\"there\"", "itar"));
        QuantumGlobalConfiguration.get().setLinkLocalEndpoints(true);
        assertThat(access.settings(spec(metadata), null)).isNotNull();
    }

    @Test
    void shouldTakeEveryKindOfCredentialOfTheRightPlace(JenkinsRule jenkins) throws Exception {
        add(
                Domain.global(),
                new StringCredentialsImpl(CredentialsScope.GLOBAL, "text", "", Secret.fromString("key-1")));
        add(
                Domain.global(),
                new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "pair", "", "AKIA", "secret-access-key-1"));
        add(Domain.global(), file("lines", "access-key-id: AKIB\nsecret-access-key: s2\nsession-token: t2\n"));
        add(
                Domain.global(),
                file("json", "{\"access-key-id\": \"AKIC\", \"secret-access-key\": \"s3\", \"other\": 1}"));
        add(Domain.global(), file("broken", "{\"access-key-id\": planted-secret}"));
        add(
                new Domain("elsewhere", "", List.of(new HostnameSpecification("elsewhere.example", ""))),
                new StringCredentialsImpl(CredentialsScope.GLOBAL, "other-host", "", Secret.fromString("key-2")));
        Folder team = jenkins.createProject(Folder.class, "team");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(team.createProject(FreeStyleProject.class, "model"));

        assertThat(cloud("a", "ionq", "text").secrets(build))
                .containsValue("key-1")
                .hasSize(1);
        assertThat(cloud("a", "braket", "pair").secrets(build))
                .isEqualTo(Map.of("access-key-id", "AKIA", "secret-access-key", "secret-access-key-1"));
        assertThat(cloud("a", "braket", "lines").secrets(build))
                .containsEntry("session-token", "t2")
                .hasSize(3);
        assertThat(cloud("a", "braket", "json").secrets(build))
                .isEqualTo(Map.of("access-key-id", "AKIC", "secret-access-key", "s3"));
        assertThat(cloud("a", "google", "json").secrets(build).get("key")).startsWith("{\"access-key-id\"");
        assertThatThrownBy(() -> cloud("a", "braket", "broken").secrets(build))
                .hasMessageContaining("'broken'")
                .hasMessageNotContaining("planted-secret")
                .hasNoCause();
        var ionq = cloud("a", "ionq", "other-host", "endpoint", "https://api.ionq.example/v0.4");
        assertThat(ionq.secrets(build))
                .as("the domain does not cover the address")
                .isEmpty();

        var limits = new TenantLimits();
        limits.setCredentials(List.of(new CredentialOverride("a", "text")));
        team.addProperty(new FolderLimits(limits));
        assertThat(ionq.payingCredential(build)).isEqualTo("text");
        assertThat(ionq.secrets(build)).containsValue("key-1");
    }

    @Test
    void shouldRecordWhereACredentialIsUsedAndTakeTheOneOfTheFolder(JenkinsRule jenkins) throws Exception {
        var global = new StringCredentialsImpl(CredentialsScope.GLOBAL, "shared", "", Secret.fromString("key-of-all"));
        var system =
                new StringCredentialsImpl(CredentialsScope.SYSTEM, "system", "", Secret.fromString("key-of-jenkins"));
        var own = new StringCredentialsImpl(CredentialsScope.GLOBAL, "shared", "", Secret.fromString("key-of-team"));
        add(Domain.global(), global);
        add(Domain.global(), system);
        Folder team = jenkins.createProject(Folder.class, "team");
        team.addProperty(new FolderCredentialsProperty(
                new DomainCredentials[] {new DomainCredentials(Domain.global(), List.of(own))}));
        FreeStyleBuild inside = jenkins.buildAndAssertSuccess(team.createProject(FreeStyleProject.class, "model"));
        FreeStyleBuild outside = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("model"));
        var backend = cloud("a", "ionq", "shared");

        assertThat(backend.secrets(inside)).containsValue("key-of-team").hasSize(1);
        assertThat(backend.secrets(outside)).containsValue("key-of-all").hasSize(1);
        assertThat(cloud("a", "ionq", "system").secrets(inside))
                .as("Jenkins' own credentials are no build's")
                .isEmpty();
        assertThat(cloud("a", "ionq", "system").systemSecrets()).containsValue("key-of-jenkins");
        assertThat(CredentialsProvider.getFingerprintOf(own).getUsages()).containsOnlyKeys("team/model");
        assertThat(CredentialsProvider.getFingerprintOf(global).getUsages()).containsOnlyKeys("model");
        assertThat(CredentialsProvider.getFingerprintOf(system)).isNull();
    }

    @Test
    void shouldRefuseAKindOfCredentialThatTheProviderCannotUse(JenkinsRule jenkins) throws Exception {
        add(
                Domain.global(),
                new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "pair", "", "me", "secret-word-123456"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        assertThatThrownBy(() -> cloud("a", "ionq", "pair").secrets(build))
                .hasMessageContaining("'pair'")
                .hasMessageContaining("secret text or file")
                .hasMessageNotContaining("secret-word");
    }

    @Test
    void shouldLookUpForAnAddressOnlyWhatItsDomainCovers(JenkinsRule jenkins) throws Exception {
        add(
                new Domain("here", "", List.of(new HostnameSpecification("*.ionq.example", ""))),
                new StringCredentialsImpl(CredentialsScope.GLOBAL, "here", "", Secret.fromString("key-3")));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());

        assertThat(cloud("a", "ionq", "here", "endpoint", "https://api.ionq.example/v0.4")
                        .secrets(build))
                .containsValue("key-3");
        for (String elsewhere : List.of(
                "https://api.ionq.example.evil.example/v0.4",
                "https://evil.example/api.ionq.example",
                "https://api.ionq.example@evil.example/")) {
            assertThat(cloud("a", "ionq", "here", "endpoint", elsewhere).secrets(build))
                    .as(elsewhere)
                    .isEmpty();
        }
    }

    private static FileCredentialsImpl file(String id, String content) throws Exception {
        return new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                id,
                "",
                id + ".txt",
                SecretBytes.fromRawBytes(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static void add(Domain domain, StandardCredentials credential) throws Exception {
        var store = CredentialsProvider.lookupStores(jenkins.model.Jenkins.get())
                .iterator()
                .next();
        if (!store.getDomains().contains(domain)) {
            store.addDomain(domain);
        }
        store.addCredentials(domain, credential);
        SystemCredentialsProvider.getInstance().save();
    }
}
