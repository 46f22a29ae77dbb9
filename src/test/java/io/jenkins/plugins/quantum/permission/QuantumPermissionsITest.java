package io.jenkins.plugins.quantum.permission;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class QuantumPermissionsITest {
    private static final List<Permission> ALL = List.of(
            QuantumPermissions.CONFIGURE,
            QuantumPermissions.APPROVE,
            QuantumPermissions.RESET_BASELINE,
            QuantumPermissions.VIEW_COSTS);

    @Test
    void shouldBeKnownUnderTheNamesThatStrategiesWriteDown(JenkinsRule jenkins) {
        assertThat(Permission.fromId("io.jenkins.plugins.quantum.permission.QuantumPermissions.Approve"))
                .isSameAs(QuantumPermissions.APPROVE);
        assertThat(QuantumPermissions.GROUP.getId()).isEqualTo("Quantum");
        assertThat(QuantumPermissions.GROUP.getPermissions())
                .extracting(p -> p.name)
                .containsExactlyInAnyOrder("Configure", "Approve", "ResetBaseline", "ViewCosts");
        assertThat(QuantumPermissions.GROUP.getPermissions())
                .allSatisfy(p -> assertThat(p.description.toString()).isNotBlank());
    }

    @Test
    void shouldFollowFromWhatTheStrategyGrants(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Item.READ, QuantumPermissions.APPROVE)
                .everywhere()
                .to("approver")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));

        assertThat(held(job, "reader")).isEmpty();
        assertThat(held(job, "configurer")).containsExactly("ResetBaseline", "ViewCosts");
        assertThat(held(job, "approver")).containsExactly("Approve");
        assertThat(held(job, "admin")).containsExactly("Configure", "Approve", "ResetBaseline", "ViewCosts");
    }

    private static List<String> held(FreeStyleProject job, String user) {
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return ALL.stream().filter(job::hasPermission).map(p -> p.name).toList();
        }
    }
}
