package io.jenkins.plugins.quantum.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.run.RemoteProviders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The variables that a provider names are those that its vendor's own client reads: asked of the clients themselves. */
class VendorVariablesTest {
    @TempDir
    private Path home;

    private static BackendProvider provider(String type) {
        return RemoteProviders.all(ProcessStarter.local(), Map.of(), Path.of("")).stream()
                .filter(provider -> provider.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** What Python code prints that has nothing but the provider's variables. */
    private String told(String client, Map<String, String> variables, String code) throws Exception {
        Optional<Path> python = VendorPython.named(client).interpreter(System.getenv());
        assumeTrue(python.isPresent(), "the client of " + client + " is not installed");
        var builder = new ProcessBuilder(python.get().toString(), "-W", "ignore", "-c", code).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    @Test
    void shouldNameTheVariablesOfQiskitRuntime() throws Exception {
        Map<String, String> variables = provider("ibm")
                .clientVariables(
                        Map.of("instance", "crn:v1:bluemix:public:quantum-computing:us-east:a/1:2::"),
                        Map.of("token", "planted-ibm"));

        assertThat(told(
                        "ibm",
                        variables,
                        "from qiskit_ibm_runtime.accounts.management import AccountManager as M\n"
                                + "a = M.get()\nprint(a.channel, a.token, a.instance)"))
                .isEqualTo("ibm_quantum_platform planted-ibm crn:v1:bluemix:public:quantum-computing:us-east:a/1:2::");
    }

    @Test
    void shouldNameTheVariablesOfQiskitIonq() throws Exception {
        Map<String, String> variables = provider("ionq")
                .clientVariables(
                        Map.of("endpoint", "https://ionq.example.org/v0.4"), Map.of("api-key", "planted-ionq"));

        assertThat(told(
                        "ionq",
                        variables,
                        "from qiskit_ionq.helpers import resolve_credentials\n"
                                + "c = resolve_credentials()\nprint(c['token'], c['url'])"))
                .isEqualTo("planted-ionq https://ionq.example.org/v0.4");
    }

    @Test
    void shouldNameTheVariablesOfOcean() throws Exception {
        Map<String, String> variables = provider("dwave")
                .clientVariables(
                        Map.of("device", "Advantage_system4.1", "region", "eu-central-1"),
                        Map.of("token", "planted-dwave"));

        assertThat(told(
                        "dwave",
                        variables,
                        "from dwave.cloud.config import load_config\n"
                                + "c = load_config()\nprint(c['token'], c['region'], c['solver'])"))
                .isEqualTo("planted-dwave eu-central-1 Advantage_system4.1");
    }

    @Test
    void shouldNameTheVariablesOfBoto() throws Exception {
        Map<String, String> variables = provider("braket")
                .clientVariables(
                        Map.of("region", "eu-north-1", "device", "iqm/garnet"),
                        Map.of(
                                "access-key-id", "AKIAPLANTED",
                                "secret-access-key", "planted-aws",
                                "session-token", "planted-session"));

        assertThat(told(
                        "braket",
                        variables,
                        "import boto3\ns = boto3.Session()\nc = s.get_credentials()\n"
                                + "print(c.access_key, c.secret_key, c.token, s.region_name)"))
                .isEqualTo("AKIAPLANTED planted-aws planted-session eu-north-1");
    }

    @Test
    void shouldNameTheVariablesOfIqm() throws Exception {
        Map<String, String> variables = provider("iqm")
                .clientVariables(
                        Map.of("endpoint", "https://iqm.example.org", "device", "garnet"),
                        Map.of("token", "planted-iqm"));

        assertThat(
                        told(
                                "iqm",
                                variables,
                                "import os\nfrom iqm.station_control.client.authentication import TokenManager\n"
                                        + "print(TokenManager().get_auth_header_callback()(), os.environ['IQM_SERVER_URL'], os.environ['IQM_QUANTUM_COMPUTER'])"))
                .isEqualTo("Bearer planted-iqm https://iqm.example.org garnet");
    }

    @Test
    void shouldNameTheVariablesOfAzureQuantum() throws Exception {
        Map<String, String> variables = provider("azure")
                .clientVariables(
                        Map.of(
                                "subscription", "11111111-2222-3333-4444-555555555555",
                                "resource-group", "group",
                                "workspace", "space",
                                "location", "westeurope"),
                        Map.of("key", "planted-azure"));

        assertThat(
                        told(
                                "azure",
                                variables,
                                "from azure.quantum._workspace_connection_params import WorkspaceConnectionParams as P\n"
                                        + "p = P.from_env_vars()\n"
                                        + "print(p.subscription_id, p.resource_group, p.workspace_name, p.location, p.api_key)"))
                .isEqualTo("11111111-2222-3333-4444-555555555555 group space westeurope planted-azure");
    }

    @Test
    void shouldNameEachCredentialAndNothingElseWithoutOptions() {
        for (BackendProvider provider : RemoteProviders.all(ProcessStarter.local(), Map.of(), Path.of(""))) {
            assertThat(provider.clientVariables(Map.of(), Map.of()).keySet())
                    .as(provider.type())
                    .isSubsetOf(List.of("QISKIT_IBM_CHANNEL"));
            provider.credentials()
                    .forEach(field -> assertThat(provider.clientVariables(Map.of(), Map.of(field.name(), "planted")))
                            .as(provider.type() + " " + field.name())
                            .containsAllEntriesOf(field.variables().stream()
                                    .collect(java.util.stream.Collectors.toMap(name -> name, name -> "planted"))));
        }
    }
}
