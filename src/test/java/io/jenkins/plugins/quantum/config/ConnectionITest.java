package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Clock;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The button that asks a service how it stands. */
@WithJenkins
class ConnectionITest {
    private static final String KEY = "planted-system-key-0815";

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, KEY);
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        credential("right", KEY);
        credential("wrong", "another-key-4242");
        var saved = new CloudBackendConfiguration("lab", "ionq");
        saved.setOptions(List.of(new BackendOption("endpoint", service.uri() + "/v0.4")));
        QuantumGlobalConfiguration.get().setBackends(List.of(saved));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static void credential(String id, String key) throws Exception {
        // of the system's scope: no job can see it
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(key)));
        SystemCredentialsProvider.getInstance().save();
    }

    private CloudBackendConfiguration.DescriptorImpl descriptor() {
        return jenkins.jenkins.getDescriptorByType(CloudBackendConfiguration.DescriptorImpl.class);
    }

    @Test
    void shouldSayThatTheServiceAnswersAndTakesTheCredential() {
        FormValidation answer = descriptor().doTestConnection("lab", "ionq", "right");

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(answer.getMessage()).contains("the device takes jobs");
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldSayThatTheCredentialIsRefusedWithoutShowingItOrTheServicesWords() {
        FormValidation answer = descriptor().doTestConnection("lab", "ionq", "wrong");

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage())
                .contains("refuses the credential")
                .doesNotContain("4242")
                .doesNotContain("Invalid key");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        service.close();

        assertThat(descriptor().doTestConnection("lab", "ionq", "right").getMessage())
                .isEqualTo("The service does not answer.");
    }

    @Test
    void shouldAskNothingForNamesAndTypesThatCannotBe() {
        assertThat(descriptor().doTestConnection("../lab", "ionq", "right").kind)
                .isEqualTo(FormValidation.Kind.ERROR);
        assertThat(descriptor().doTestConnection("lab", "no-such-type", "right").kind)
                .isEqualTo(FormValidation.Kind.ERROR);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void shouldBePressedByAdministratorsOnlyAndByPost() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        var url = new URL(
                jenkins.getURL(),
                descriptor().getDescriptorUrl().replaceFirst("^/", "")
                        + "/testConnection?name=lab&type=ionq&credentialsId=right");
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setThrowExceptionOnFailingStatusCode(false);

        client.login("reader");
        assertThat(post(client, url)).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        client.login("admin");
        assertThat(client.loadWebResponse(new WebRequest(url)).getStatusCode()).isNotEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(service.asked()).isEmpty();
        assertThat(post(client, url)).isEqualTo(HttpURLConnection.HTTP_OK);
    }

    private static int post(JenkinsRule.WebClient client, URL url) throws Exception {
        return client.loadWebResponse(client.addCrumb(new WebRequest(url, HttpMethod.POST)))
                .getStatusCode();
    }
}
