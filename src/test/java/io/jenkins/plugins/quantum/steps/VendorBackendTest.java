package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumBackendDescriptor;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** A vendor's plugin adds its backend by an extension: the provider goes to the node, with the key of the folder. */
@WithJenkins
class VendorBackendTest {
    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private WorkflowRun build(JenkinsRule jenkins, String key) throws Exception {
        QuantumGlobalConfiguration.get()
                .setBackends(
                        List.of(new VendorBackendConfiguration("lab", service.uri() + "/v0.4", PaidBackends.ID)));
        WorkflowJob job = PaidBackends.job(
                PaidBackends.folder(jenkins, "team", key),
                jenkins.createOnlineSlave().getNodeName(),
                "model");
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void shouldRunOnTheBackendOfAnotherPlugin(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins, PaidBackends.KEY);

        jenkins.assertBuildStatusSuccess(build);
        assertThat(service.jobs().accepted()).isPositive();
        jenkins.assertLogNotContains(PaidBackends.KEY, build);
    }

    @Test
    void shouldSayWhatTheServiceOfAnotherPluginRefuses(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins, "a-key-that-the-service-refuses");

        assertThat(build.getResult()).isNotEqualTo(Result.SUCCESS);
        assertThat(service.jobs().accepted()).isZero();
        jenkins.assertLogContains("IonQ", build);
    }

    @Test
    void shouldKeepTheFormOfAnotherPlugin(JenkinsRule jenkins) throws Exception {
        QuantumGlobalConfiguration.get()
                .setBackends(List.of(new VendorBackendConfiguration("lab", "http://localhost/v1", PaidBackends.ID)));

        jenkins.configRoundtrip();

        assertThat(QuantumGlobalConfiguration.get().getBackends())
                .singleElement()
                .isInstanceOfSatisfying(VendorBackendConfiguration.class, lab -> {
                    assertThat(lab.getAddress()).isEqualTo("http://localhost/v1");
                    assertThat(lab.getCredentialsId()).isEqualTo(PaidBackends.ID);
                });
    }

    /** What the plugin of a vendor brings: a type of its own, whose service speaks as IonQ's does. */
    public static final class VendorBackendConfiguration extends QuantumBackendConfiguration {
        static final String TYPE = "acme";

        private final String address;
        private final String credentialsId;

        /** As an administrator fills it in. */
        @DataBoundConstructor
        public VendorBackendConfiguration(String name, String address, String credentialsId) {
            super(name);
            this.address = address;
            this.credentialsId = credentialsId;
        }

        /** Where the service is. */
        public String getAddress() {
            return address;
        }

        @CheckForNull
        @Override
        public String getCredentialsId() {
            return credentialsId;
        }

        @NonNull
        @Override
        protected String type() {
            return TYPE;
        }

        @NonNull
        @Override
        protected Map<String, String> options() {
            return Map.of("endpoint", address);
        }

        @NonNull
        @Override
        protected Optional<BackendProvider> provider() {
            return Optional.of(new VendorProvider());
        }

        /** Goes to the node of the run. */
        static final class VendorProvider implements BackendProvider, Serializable {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public String type() {
                return TYPE;
            }

            @Override
            public Set<String> options() {
                return Set.of("endpoint");
            }

            @Override
            public List<CredentialField> credentials() {
                return new IonqProvider().credentials();
            }

            @Override
            public Backend open(BackendSettings settings) throws BackendException {
                return new IonqProvider().open(settings);
            }
        }

        /** Registers the type for the tests of one class. */
        @TestExtension
        @Symbol(TYPE)
        public static final class DescriptorImpl extends QuantumBackendDescriptor {
            @NonNull
            @Override
            public String getDisplayName() {
                return "Acme";
            }
        }
    }
}
