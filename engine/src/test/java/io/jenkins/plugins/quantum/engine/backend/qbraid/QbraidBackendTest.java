package io.jenkins.plugins.quantum.engine.backend.qbraid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.qbraid.FakeQbraid;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QbraidBackendTest {
    private static final String CROSSED =
            "qubit[3] q; bit[2] b; x q[2]; cx q[2], q[1]; b[0] = measure q[2];" + " b[1] = measure q[0];";

    private final FakeQbraid service = new FakeQbraid();

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend backend(String device) throws BackendException {
        return QbraidBackends.open(service.uri(), Duration.ofSeconds(20), device);
    }

    @Test
    void shouldSendOneRegisterWithTheMeasuredQubitsInOrder() throws Exception {
        backend(FakeQbraid.SIMULATOR).submit(QbraidBackends.request(CROSSED, 50), "token-1");

        assertThat(service.asked().get(0).json())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                        {"name":"qmlops token-1","shots":50,"deviceQrn":"qbraid:qbraid:sim:qir-sv","tags":{"qmlops":"token-1"},
                         "runtimeOptions":{},"groupJobQrn":null,
                         "program":{"format":"qasm3","data":"OPENQASM 3.0;\\ninclude \\"stdgates.inc\\";\\nqubit[3] q;\\nbit[2] c;\\nx q[2];\\ncx q[2], q[1];\\nc[0] = measure q[0];\\nc[1] = measure q[2];\\n"}}
                        """));
    }

    @Test
    void shouldSendBraketsDialectToBraketsMachinesAndReadTheCircuitsOwnBits() throws Exception {
        Backend backend = backend(FakeQbraid.MACHINE);
        JobResult result = backend.fetch(backend.submit(QbraidBackends.request(CROSSED, 50), "t"));

        assertThat(service.asked().get(0).json().at("/program/data").asText())
                .doesNotContain("include")
                .contains("cz q[2], q[1];");
        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("01", 50L));
        assertThat(result.facts())
                .containsEntry("billed", "37.25")
                .containsEntry("billed.unit", "credits")
                .containsEntry("execution-seconds", "1.250");
    }

    @Test
    void shouldReadCountsOverAllQubitsToo() throws BackendException {
        Backend backend = backend(FakeQbraid.SIMULATOR);
        JobRef job = backend.submit(QbraidBackends.request(CROSSED, 50), "t");
        for (String counts : List.of("{\"110\":50}", "{\"10\":50}")) {
            service.plant(
                    asked -> asked.path().endsWith("/result"),
                    Answer.text(
                            200,
                            "application/json",
                            "{\"data\":{\"resultData\":{\"measurementCounts\":" + counts + "}}}"));

            assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("01", 50L));
        }
    }

    @Test
    void shouldRefuseCountsThatAreNone() throws BackendException {
        Backend backend = backend(FakeQbraid.SIMULATOR);
        JobRef job = backend.submit(QbraidBackends.request(CROSSED, 50), "t");
        for (String counts : List.of("{\"1\":50}", "{\"0x1\":50}", "{\"10\":0.5}", "{\"10\":-5}")) {
            service.plant(
                    asked -> asked.path().endsWith("/result"),
                    Answer.text(
                            200,
                            "application/json",
                            "{\"data\":{\"resultData\":{\"measurementCounts\":" + counts + "}}}"));

            assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                            .kind())
                    .isEqualTo(Kind.REFUSED);
        }
        service.plant(
                asked -> asked.path().endsWith("/result"),
                Answer.text(200, "application/json", "{\"data\":{\"resultData\":{}}}"));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        assertThatThrownBy(() -> backend.fetch(new JobRef("any", job.id(), Map.of("readout", "0"))))
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldPassOnTheEstimateWhereThereIsOne() throws BackendException {
        JobRequest request = QbraidBackends.request(CROSSED, 1000);

        Quote quote = backend(FakeQbraid.SIMULATOR).estimate(request).orElseThrow();

        assertThat(quote.amount()).isEqualByComparingTo(new BigDecimal("175"));
        assertThat(quote.unit()).isEqualTo("credits");
        assertThat(backend(FakeQbraid.MACHINE).estimate(request)).isEmpty();
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldSayHowTheDeviceIs() throws BackendException {
        Availability simulator = backend(FakeQbraid.SIMULATOR).availability();
        assertThat(simulator.state()).isEqualTo(Availability.State.ONLINE);
        assertThat(simulator.queued()).hasValue(3);
        Availability machine = backend(FakeQbraid.MACHINE).availability();
        assertThat(machine.state()).isEqualTo(Availability.State.OFFLINE);
        assertThat(machine.message()).isEqualTo("maintenance");
    }

    @Test
    void shouldTakeAListThatIsNoneForAFault() throws BackendException {
        Backend backend = backend(FakeQbraid.SIMULATOR);
        service.plant(asked -> true, Answer.text(200, "application/json", "{}"));

        assertThat(catchThrowableOfType(
                                BackendException.class, () -> backend.find(QbraidBackends.request(CROSSED, 1), "t"))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        service.plant(
                asked -> true, Answer.text(402, "application/json", "{\"error\":{\"message\":\"no credits left\"}}"));
        assertThatThrownBy(() -> backend.submit(QbraidBackends.request(CROSSED, 1), "t"))
                .hasMessageContaining("no credits left");
    }

    @Test
    void shouldRefuseWrongOptionsAndDynamicCircuits() throws BackendException {
        assertThatThrownBy(() -> new QbraidProvider().open(BackendSettings.local("x", Map.of("device", "garnet"))))
                .hasMessageContaining("QRN");
        JobRequest dynamic =
                QbraidBackends.request("qubit q; bit c; c = measure q; if (c == true) { x q; } c = measure q;", 1);
        Backend backend = backend(FakeQbraid.SIMULATOR);
        assertThat(backend.whyNot(dynamic)).isPresent();
        assertThatThrownBy(() -> backend.submit(dynamic, "t")).isInstanceOf(BackendException.class);
        assertThat(service.calls("")).isZero();
        var provider = new QbraidProvider();
        assertThat(provider.variable("endpoint", Map.of("QBRAID_API_URL", "http://x")))
                .contains("http://x");
        assertThat(provider.variable("device", Map.of())).isEmpty();
        assertThat(provider.credentials()).hasSize(1);
    }
}
