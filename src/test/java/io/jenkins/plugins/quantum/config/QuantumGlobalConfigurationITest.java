package io.jenkins.plugins.quantum.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class QuantumGlobalConfigurationITest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private static AerBackendConfiguration aer(String name, String python) {
        var aer = new AerBackendConfiguration(name);
        aer.setPython(python);
        return aer;
    }

    @Test
    void shouldKeepBackendsThroughTheForm() throws Exception {
        var configuration = QuantumGlobalConfiguration.get();
        configuration.setBackends(List.of(
                aer("aer-lab", "/opt/aer/bin/python"), new BuiltinBackendConfiguration("sim"), aer("aer2", "")));

        jenkins.configRoundtrip();

        List<QuantumBackendConfiguration> kept = configuration.getBackends();
        assertThat(kept).extracting(QuantumBackendConfiguration::getName).containsExactly("aer-lab", "sim", "aer2");
        assertThat(kept.get(0)).isInstanceOfSatisfying(AerBackendConfiguration.class, aer -> assertThat(aer.getPython())
                .isEqualTo("/opt/aer/bin/python"));
        assertThat(kept.get(1)).isInstanceOf(BuiltinBackendConfiguration.class);
        assertThat(kept.get(2)).isInstanceOfSatisfying(AerBackendConfiguration.class, aer -> assertThat(aer.getPython())
                .isNull());

        configuration.setBackends(List.of());
        jenkins.configRoundtrip();
        assertThat(configuration.getBackends()).isEmpty();
    }

    @Test
    void shouldKeepAProvidersBackendThroughTheForm() throws Exception {
        var lab = new CloudBackendConfiguration("lab", "ionq");
        lab.setCredentialsId("ionq-key");
        lab.setOptions(List.of(new BackendOption("device", "qpu.forte-1")));
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));

        HtmlPage form = jenkins.createWebClient().goTo("configure");
        assertFieldsOfTheButton(form);
        jenkins.submit(form.getFormByName("config"));

        assertThat(QuantumGlobalConfiguration.get().getBackends())
                .singleElement()
                .isInstanceOfSatisfying(CloudBackendConfiguration.class, kept -> {
                    assertThat(kept.getType()).isEqualTo("ionq");
                    assertThat(kept.getCredentialsId()).isEqualTo("ionq-key");
                    assertThat(kept.toConfiguredBackend().options()).isEqualTo(Map.of("device", "qpu.forte-1"));
                });
    }

    /** The button takes the fields next above it, and options have fields of the same names as the backend. */
    private static void assertFieldsOfTheButton(HtmlPage form) {
        String button = "//button[normalize-space()='Test connection'][preceding::input[@value='lab']]";
        DomElement name = form.getFirstByXPath("(" + button + "/preceding::input[@name='_.name'])[last()]");
        assertThat(name.getAttribute("value")).isEqualTo("lab");
        for (String field : List.of("_.type", "_.credentialsId")) {
            assertThat(form.<DomElement>getByXPath(button + "/preceding::select[@name='" + field + "']"))
                    .as(field)
                    .isNotEmpty();
        }
        assertThat(form.<DomElement>getByXPath(button + "/following::input[@name='_.name'][@value='device']"))
                .as("the option")
                .hasSize(1);
    }

    @Test
    void shouldRefuseProvidersAndOptionsThatThereAreNot() {
        var unknown = new CloudBackendConfiguration("lab", "acme");
        var typo = new CloudBackendConfiguration("lab", "ionq");
        typo.setOptions(List.of(new BackendOption("devise", "qpu.forte-1")));

        assertThatThrownBy(() -> QuantumGlobalConfiguration.get().setBackends(List.of(unknown)))
                .hasMessageContaining("acme");
        assertThatThrownBy(() -> QuantumGlobalConfiguration.get().setBackends(List.of(typo)))
                .hasMessageContaining("devise")
                .hasMessageContaining("device");
    }

    @Test
    void shouldSaveAtOnce() {
        QuantumGlobalConfiguration.get().setBackends(List.of(aer("aer-lab", "/opt/aer/bin/python")));

        List<QuantumBackendConfiguration> loaded = new QuantumGlobalConfiguration().getBackends();

        assertThat(loaded).singleElement().isInstanceOfSatisfying(AerBackendConfiguration.class, aer -> {
            assertThat(aer.getName()).isEqualTo("aer-lab");
            assertThat(aer.getPython()).isEqualTo("/opt/aer/bin/python");
        });
    }

    @Test
    void shouldTellTheEngineNameTypeAndOptions() {
        var configured = aer("aer-lab", " /opt/aer/bin/python ").toConfiguredBackend();

        assertThat(configured.name()).isEqualTo("aer-lab");
        assertThat(configured.type()).isEqualTo("aer");
        assertThat(configured.options()).isEqualTo(Map.of("python", "/opt/aer/bin/python"));
        assertThat(new BuiltinBackendConfiguration("sim").toConfiguredBackend().options())
                .isEmpty();
    }

    @Test
    void shouldRefuseTwoBackendsOfOneName() {
        var configuration = QuantumGlobalConfiguration.get();
        configuration.setBackends(List.of(aer("before", null)));

        assertThatThrownBy(() ->
                        configuration.setBackends(List.of(aer("lab", null), new BuiltinBackendConfiguration(" lab "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two backends are named lab.");
        assertThat(configuration.getBackends())
                .extracting(QuantumBackendConfiguration::getName)
                .containsExactly("before");
    }

    @Test
    void shouldNotSaveAFormWithTwoBackendsOfOneName() throws Exception {
        var configuration = QuantumGlobalConfiguration.get();
        configuration.setBackends(List.of(aer("first", null), aer("second", null)));
        var client = jenkins.createWebClient();
        client.setThrowExceptionOnFailingStatusCode(false);
        var form = client.goTo("configure").getFormByName("config");

        form.getInputsByName("_.name").stream()
                .filter(input -> "second".equals(input.getValue()))
                .forEach(input -> input.setValue("first"));
        Page answer = jenkins.submit(form);

        assertThat(answer.getWebResponse().getContentAsString()).contains("Two backends are named first.");
        assertThat(configuration.getBackends())
                .extracting(QuantumBackendConfiguration::getName)
                .containsExactly("first", "second");
    }

    @Test
    void shouldAcceptOnlyNamesThatCanStandInASuite() {
        var descriptor = jenkins.jenkins.getDescriptorByType(AerBackendConfiguration.DescriptorImpl.class);

        for (String name : List.of("aer", "aer-gpu.2", "A_1", " padded ")) {
            assertThat(descriptor.doCheckName(name).kind).isEqualTo(FormValidation.Kind.OK);
        }
        for (String name : List.of("", " ", "a b", "../x", "<script>", "\u00e4", "-a", "a".repeat(65))) {
            assertThat(descriptor.doCheckName(name).kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThatThrownBy(() -> QuantumGlobalConfiguration.get().setBackends(List.of(aer(name, null))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldCheckNamesOnlyByPostAndOnlyForAdministrators() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        var client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);
        var url = new URL(
                jenkins.getURL(),
                "descriptorByName/" + AerBackendConfiguration.class.getName() + "/checkName?value=a+b");

        client.login("admin");
        assertThat(client.getPage(new WebRequest(url, HttpMethod.GET))
                        .getWebResponse()
                        .getStatusCode())
                .isIn(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD);
        assertThat(posted(client, url)).contains("A name starts with");
        client.login("reader");
        assertThat(posted(client, url)).doesNotContain("A name starts with");
        assertThat(client.goTo("configure", null).getWebResponse().getStatusCode())
                .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
    }

    private static String posted(JenkinsRule.WebClient client, URL url) throws Exception {
        return client.getPage(client.addCrumb(new WebRequest(url, HttpMethod.POST)))
                .getWebResponse()
                .getContentAsString();
    }
}
