package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.misc.junit.jupiter.AbstractRoundTripTest;
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
                            assertThat(backend)
                                    .isInstanceOfSatisfying(
                                            AerBackendConfiguration.class,
                                            aer -> assertThat(aer.getPython()).isEqualTo("/opt/aer/bin/python"));
                        },
                        backend -> assertThat(backend).isInstanceOf(BuiltinBackendConfiguration.class));
    }

    @Override
    protected String stringInLogExpected() {
        return "Setting class " + AerBackendConfiguration.class.getName() + ".name = aer-lab";
    }
}
