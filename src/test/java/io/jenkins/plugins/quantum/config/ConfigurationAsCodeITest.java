package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.misc.junit.jupiter.AbstractRoundTripTest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ConfigurationAsCodeITest extends AbstractRoundTripTest {
    @Override
    protected void assertConfiguredAsExpected(JenkinsRule jenkins, String yaml) {
        assertThat(QuantumGlobalConfiguration.get().getBackends())
                .satisfiesExactly(
                        backend -> {
                            assertThat(backend.getName()).isEqualTo("aer-lab");
                            assertThat(backend).isInstanceOfSatisfying(AerBackendConfiguration.class, aer -> assertThat(
                                            aer.getPython())
                                    .isEqualTo("/opt/aer/bin/python"));
                        },
                        backend -> {
                            assertThat(backend).isInstanceOf(BuiltinBackendConfiguration.class);
                            assertThat(backend.getRegion()).isEqualTo("eu");
                        },
                        backend -> {
                            assertThat(backend.labels()).containsExactlyInAnyOrder("eu-north-1", "dual-use");
                            assertThat(backend.getCredentialsId()).isEqualTo("quantum-aws");
                            assertThat(backend.toConfiguredBackend().options())
                                    .containsEntry("device", "iqm/garnet")
                                    .containsEntry("price-replaces-book", "true")
                                    .hasSize(3);
                        });
        var quantum = QuantumGlobalConfiguration.get();
        assertThat(quantum.getAuditDays()).isEqualTo(730);
        assertThat(quantum.isLinkLocalEndpoints()).isTrue();
        assertThat(quantum.getLimits().summary())
                .isEqualTo("backends aer-lab simulator garnet; month 1000.00 USD; build 50.00 USD; forbidden itar;"
                        + " approval 8 h by somebody else; garnet paid with 'team-aws'");
    }

    @Test
    void shouldBeTheOneOfTheGuide() throws Exception {
        String guide = Files.readString(Path.of("docs", "jenkins", "administration.md"));
        try (InputStream yaml = getClass().getResourceAsStream("configuration-as-code.yaml")) {
            assertThat(guide).contains("```yaml\n" + new String(yaml.readAllBytes(), StandardCharsets.UTF_8) + "```");
        }
    }

    @Override
    protected String stringInLogExpected() {
        return "Setting class " + AerBackendConfiguration.class.getName() + ".name = aer-lab";
    }
}
