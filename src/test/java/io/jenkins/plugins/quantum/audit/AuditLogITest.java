package io.jenkins.plugins.quantum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class AuditLogITest {
    @Test
    void shouldNameTheUserUntilTheIdentityIsErased(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        FreeStyleProject job = jenkins.createFreeStyleProject("model");
        FreeStyleBuild build =
                job.scheduleBuild2(0, new Cause.UserIdCause("ann")).get();
        AuditLog log = AuditLog.get();
        log.build(Deed.SUBMIT, build, "ghz", "lab", "3 USD", "");
        try (ACLContext ignored = ACL.as2(User.getById("bob", true).impersonate2())) {
            log.deed(Deed.CONFIGURE, "team", "asked for by ann, not by joann or ann2");
        }
        assertThat(log.newest(2)).extracting(AuditLine::user).containsExactly("bob", "ann");
        assertThat(log.newest(2).get(1))
                .satisfies(line -> assertThat(line.cause()).isEqualTo("UserIdCause"))
                .satisfies(line -> assertThat(line.toJson()).doesNotContain("Started by"));
        var page = jenkins.createWebClient().withJavaScriptEnabled(false).goTo("manage/quantum-audit/");
        assertThat(page.getVisibleText()).contains("submit", "ann", "3 USD", "model");

        String pseudonym = log.erase("ann");

        assertThat(log.erase("ann")).as("the same each time").isEqualTo(pseudonym);
        List<AuditLine> lines = log.newest(4);
        assertThat(lines).extracting(AuditLine::deed).containsExactly("erase", "erase", "configure", "submit");
        assertThat(lines.get(3).user()).isEqualTo(pseudonym);
        assertThat(lines.get(2).note()).isEqualTo("asked for by " + pseudonym + ", not by joann or ann2");
        log.expire(1);
        assertThat(log.newest(4)).as("this month stays").hasSize(4);
    }
}
