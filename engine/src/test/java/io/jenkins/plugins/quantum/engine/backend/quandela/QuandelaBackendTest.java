package io.jenkins.plugins.quantum.engine.backend.quandela;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.quandela.FakeQuandela;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuandelaBackendTest {
    private final FakeQuandela service = new FakeQuandela();

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend backend() throws BackendException {
        return QuandelaBackends.open(service.uri(), Duration.ofSeconds(20));
    }

    private JobResult answered(int sites, String serialised) throws BackendException {
        service.recording(serialised);
        Backend backend = backend();
        return backend.fetch(backend.submit(QuandelaBackends.request(sites, QuandelaBackends.PAYLOAD, 100), "t"));
    }

    private static Map<String, Long> counts(JobResult result) {
        return result.outcomes().get(0).counts().counts();
    }

    @Test
    void shouldPassThePayloadOnWithTheNumberOfSamples() throws Exception {
        backend().submit(QuandelaBackends.request(3, QuandelaBackends.PAYLOAD, 100), "token-1");

        assertThat(service.asked().get(0).json())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                        {"platform_name":"sim:test","job_name":"token-1","process_id":"token-1",
                         "payload":{"command":"sample_count","experiment":":PCVL:zip:x","max_shots":5000,
                                    "job_context":null,"max_samples":100}}
                        """));
    }

    @Test
    void shouldReadOneBitAModeAndSayHowManySamplesWereBunched() throws BackendException {
        JobResult result = answered(4, ":PCVL:BSCount:{|2,0,0,0>=3;|1,0,0,1>=10;|1,1,0,0>=7}");

        assertThat(counts(result)).isEqualTo(Map.of("0001", 3L, "1001", 10L, "0011", 7L));
        assertThat(result.facts())
                .containsEntry("bunched-samples", "3")
                .containsEntry("physical-perf", "0.5")
                .containsEntry("shots-used", "5000")
                .containsEntry("execution-seconds", "3");
    }

    @Test
    void shouldReadPairsOfModesAsQubits() throws BackendException {
        JobResult result = answered(2, ":PCVL:BSCount:{|0,1,1,0>=6;|1,0,0,1>=3;|2,0,0,0>=1;|1,1,0,0>=4}");

        assertThat(counts(result)).isEqualTo(Map.of("01", 6L, "10", 3L));
        assertThat(result.facts()).containsEntry("samples-outside-code", "5");
    }

    @Test
    void shouldReadWhatPercevalCompressesAndSingleSamples() throws BackendException {
        // Perceval 1.3.1: serialize(BSCount) of 3 times |2,0,0,0> and 10 times |1,0,0,1>.
        assertThat(counts(answered(4, ":PCVL:zip:eJyzCnAO87FyCnbOL80rsaquMdIxAEE7W2PrGkMw29DO1tCgFgDrhwrD")))
                .isEqualTo(Map.of("0001", 3L, "1001", 10L));
        assertThat(counts(answered(2, ":PCVL:BSSamples:|1,0>;|0,1>/0;1;0;0"))).isEqualTo(Map.of("01", 3L, "10", 1L));
        assertThat(counts(answered(2, ":PCVL:BSCount:{}"))).isEmpty();
    }

    @Test
    void shouldRefuseResultsThatAreNoCountsOfTheProgramsModes() {
        for (String odd : List.of(
                ":PCVL:BSDistribution:{|1,0>=1}",
                ":PCVL:BSCount:|1,0>=1",
                ":PCVL:BSCount:{|1,0,0>=1}",
                ":PCVL:BSCount:{1,0=1}",
                ":PCVL:BSCount:{|1,0>=-1}",
                ":PCVL:BSCount:{|1,x>=1}",
                ":PCVL:BSSamples:|1,0>/7",
                ":PCVL:zip:AAAA",
                ":PCVL:zip:?")) {
            assertThatThrownBy(() -> answered(2, odd)).as(odd).hasMessageContaining("counts of photons");
        }
    }

    @Test
    void shouldTellMissingCreditsFromAWrongToken() throws BackendException {
        service.credits(10);
        Backend backend = backend();

        BackendException refusal = catchThrowableOfType(
                BackendException.class,
                () -> backend.submit(QuandelaBackends.request(3, QuandelaBackends.PAYLOAD, 10), "t"));
        assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusal).hasMessageContaining("Not enough credits").hasMessageContaining("token is valid");

        service.plant(asked -> true, Answer.text(401, "application/json", "{\"detail\":\"Invalid token\"}"));
        assertThat(catchThrowableOfType(BackendException.class, backend::availability)
                        .kind())
                .isEqualTo(Kind.UNAUTHORISED);
        service.plant(asked -> true, Answer.text(403, "application/json", "{\"message\":\"Platform is locked\"}"));
        assertThat(catchThrowableOfType(BackendException.class, backend::availability)
                        .kind())
                .isEqualTo(Kind.OFFLINE);
    }

    @Test
    void shouldSayHowThePlatformIs() throws BackendException {
        assertThat(backend().availability().state()).isEqualTo(Availability.State.ONLINE);
        service.platform("maintenance");
        assertThat(backend().availability().state()).isEqualTo(Availability.State.OFFLINE);
        service.platform("dreaming");
        assertThat(backend().availability().state()).isEqualTo(Availability.State.UNKNOWN);
    }

    @Test
    void shouldRefusePayloadsThatItCannotCountOrPrice() throws BackendException {
        Backend backend = backend();
        Map<String, String> wrong = Map.of(
                "no json", "payload that Perceval sends",
                "[]", "payload that Perceval sends",
                "{\"command\":\"probs\",\"experiment\":\"x\",\"max_shots\":1}", "sample_count",
                "{\"command\":\"samples\",\"experiment\":\"x\"}", "max_shots",
                "{\"command\":\"samples\",\"experiment\":\"x\",\"max_shots\":1,\"iterator\":[1]}", "iterator");
        wrong.forEach((payload, reason) -> assertThat(backend.whyNot(QuandelaBackends.request(3, payload, 1)))
                .hasValueSatisfying(why -> assertThat(why).contains(reason)));
        assertThat(backend.whyNot(QuandelaBackends.request(0, QuandelaBackends.PAYLOAD, 1)))
                .isPresent();
        var pulser = QuandelaBackends.request(3, "{}", 1);
        assertThat(backend.whyNot(new io.jenkins.plugins.quantum.engine.backend.JobRequest(
                        "p", new NativeProgram("pulser", 3, "{}"), pulser.bindings(), pulser.noise(), 1, 0, 1, false)))
                .hasValueSatisfying(why -> assertThat(why).contains("pulser"));
        assertThatThrownBy(() -> backend.submit(pulser, "t")).hasMessageContaining("payload");
        assertThat(service.calls("")).isZero();
        assertThatThrownBy(() -> new QuandelaProvider().open(BackendSettings.local("x", Map.of("device", "belenos"))))
                .hasMessageContaining("sim:belenos");
        assertThat(new QuandelaProvider().credentials()).hasSize(1);
        assertThat(new QuandelaProvider().options()).contains("device");
    }
}
