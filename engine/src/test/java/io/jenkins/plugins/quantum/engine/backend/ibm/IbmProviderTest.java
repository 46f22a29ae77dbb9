package io.jenkins.plugins.quantum.engine.backend.ibm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.QiskitTranspiler;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import io.jenkins.plugins.quantum.engine.testkit.ibm.FakeIbm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class IbmProviderTest {
    private final IbmProvider provider = new IbmProvider(python -> Transpiler.none(), InstantSource.system());

    @TempDir
    private Path home;

    private Map<String, Secret> profile(String json) throws Exception {
        Path file = Files.createDirectories(home.resolve(".qiskit")).resolve("qiskit-ibm.json");
        Files.writeString(file, json);
        return provider.profile(home, Map.of());
    }

    @Test
    void shouldReadTheAccountThatQiskitSaved() throws Exception {
        assertThat(provider.profile(home, Map.of())).isEmpty();
        assertThat(profile("no json")).isEmpty();
        Map<String, Secret> only = profile("{\"mine\":{\"token\":\"k\",\"instance\":\"crn:v1:x\"}}");
        assertThat(only.get("token").reveal()).isEqualTo("k");
        assertThat(only.get("instance").reveal()).isEqualTo("crn:v1:x");
        Map<String, Secret> chosen = profile(
                "{\"a\":{\"token\":\"ka\"},\"b\":{\"token\":\"kb\",\"is_default_account\":true},\"c\":{\"token\":\"kc\"}}");
        assertThat(chosen.get("token").reveal()).isEqualTo("kb");
        assertThat(profile("{\"a\":{\"token\":\"ka\"},\"default-ibm-quantum-platform\":{\"token\":\"kd\"}}")
                        .get("token")
                        .reveal())
                .isEqualTo("kd");
    }

    @Test
    void shouldKnowTheVendorsVariables() {
        Map<String, String> variables = Map.of("QISKIT_IBM_INSTANCE", "crn", "IAM_URL", "https://iam");

        assertThat(provider.variable("instance", variables)).contains("crn");
        assertThat(provider.variable("iam-endpoint", variables)).contains("https://iam");
        assertThat(provider.variable("device", variables)).isEmpty();
        assertThat(provider.credentials().get(0).variables()).contains("QISKIT_IBM_TOKEN");
        assertThat(provider.options()).contains("layout", "max-cost", "python");
        assertThat(provider.type()).isEqualTo("ibm");
    }

    private Backend open(Map<String, String> options, Map<String, Secret> credentials) throws BackendException {
        return provider.open(new BackendSettings(
                "fez", options, field -> Optional.ofNullable(credentials.get(field)), Network.direct()));
    }

    @Test
    void shouldChooseTheRegionsAddressByTheInstance() throws Exception {
        String east = FakeIbm.INSTANCE;
        String german = east.replace("us-east", "eu-de");

        assertThat(open(Map.of("device", "ibm_fez", "instance", east), Map.of()).account())
                .isEqualTo("ibm quantum.cloud.ibm.com " + east);
        Backend backend = open(Map.of("device", "ibm_fez"), Map.of("instance", Secret.of(german)));
        assertThat(backend.account()).isEqualTo("ibm eu-de.quantum.cloud.ibm.com " + german);
        assertThat(backend).hasToString("ibm ibm_fez at eu-de.quantum.cloud.ibm.com");
        assertThatThrownBy(() -> open(Map.of("device", "ibm_fez"), Map.of()))
                .hasMessageContaining("QISKIT_IBM_INSTANCE");
    }

    @Test
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
            disabledReason = "Qiskit Aer is not set up here")
    void shouldRunACircuitThatKnowsNoDeviceWithTheHelpOfQiskit() throws Exception {
        String python = Pythons.aer();
        var withQiskit = new IbmProvider(
                configured -> new QiskitTranspiler(ProcessStarter.local(), () -> python), InstantSource.system());
        String ring =
                "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[4] q; bit[4] c; x q[0]; cx q[0], q[2];"
                        + " cx q[2], q[3]; rx(a) q[1]; ccx q[0], q[3], q[1]; c = measure q;";
        var request = new JobRequest(
                "ring",
                Qasm.read("ring.qasm", ring).circuit(),
                List.of(Map.of("a", 0.0), Map.of("a", Math.PI)),
                NoiseModel.none(),
                50,
                0,
                1,
                false);
        try (var service = new FakeIbm(Clock.systemUTC(), 0, "k");
                Backend backend = withQiskit.open(new BackendSettings(
                        "line",
                        Map.of(
                                "endpoint",
                                service.uri() + "/api/v1",
                                "iam-endpoint",
                                service.uri().toString(),
                                "device",
                                FakeIbm.DEVICE,
                                "instance",
                                FakeIbm.INSTANCE),
                        field -> field.equals("token") ? Optional.of(Secret.of("k")) : Optional.empty(),
                        Network.direct(Duration.ofSeconds(5))))) {
            JobResult result = backend.fetch(backend.submit(request, "token"));

            assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("1111", 50L));
            assertThat(result.outcomes().get(1).counts().counts()).isEqualTo(Map.of("1101", 50L));
            assertThat(result.facts().get("compiler")).isEqualTo("qiskit, level 2, seed 1");
            assertThat(result.facts()).containsKeys("qiskit", "layout", "compiled", "calibration");
        }
    }
}
