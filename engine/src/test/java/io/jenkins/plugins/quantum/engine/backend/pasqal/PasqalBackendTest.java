package io.jenkins.plugins.quantum.engine.backend.pasqal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.pasqal.FakePasqal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasqalBackendTest {
    private final FakePasqal service = new FakePasqal();

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend backend() throws BackendException {
        return PasqalBackends.open(service.uri(), Duration.ofSeconds(20), FakePasqal.USER, Map.of());
    }

    private static JobRequest request(NativeProgram program) {
        return new JobRequest("p", program, List.of(Map.of()), NoiseModel.none(), 40, 0, 1, false);
    }

    private static NativeProgram recorded(int atoms, String counter) {
        return new NativeProgram("pulser", atoms, "{\"recorded\":" + counter + "}");
    }

    private Asked submitted() {
        return service.asked().stream()
                .filter(asked -> asked.is("POST", "/core/api/v1/batches"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSendAClosedBatchWithTheTokenAsItsTag() throws Exception {
        backend().submit(request(recorded(2, "{}")), "jenkins-481");

        assertThat(submitted().json())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                        {"sequence_builder":"{\\"recorded\\":{}}","device_type":"EMU_FREE",
                         "project_id":"6a1c8b0e-0000-4000-8000-0000000000aa","open":false,"tags":["jenkins-481"],
                         "jobs":[{"runs":40,"variables":{}}]}
                        """));
        assertThat(service.openBatches()).isEmpty();
    }

    @Test
    void shouldTurnTheFirstAtomIntoTheLowestBit() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(request(recorded(3, "{\"100\":30,\"110\":9,\"001\":1}")), "t");
        service.delayResults(1);

        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        JobResult result = backend.fetch(job);

        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("001", 30L, "011", 9L, "100", 1L));
        assertThat(result.facts())
                .containsEntry("device", "pasqal/emu_free")
                .containsEntry("job", job.id())
                .containsEntry("execution-seconds", "2.500");
    }

    @Test
    void shouldRefuseCountsThatAreNotOfTheProgramsAtoms() throws BackendException {
        Backend backend = backend();
        for (String counter : List.of("{\"10\":5}", "{\"1x0\":5}", "{\"100\":-1}", "{\"100\":0.5}")) {
            JobRef job = backend.submit(request(recorded(3, counter)), "t");

            assertThatThrownBy(() -> backend.fetch(job)).hasMessageContaining("not counts of 3 atoms");
        }
        JobRef job = backend.submit(request(recorded(3, "{}")), "t");
        service.plant(asked -> asked.path().startsWith("/results"), Answer.text(200, "application/json", "{}"));
        assertThatThrownBy(() -> backend.fetch(job)).hasMessageContaining("no counter");
    }

    @Test
    void shouldReadTheResultWithoutShowingTheTokenToTheStorage() throws BackendException {
        Backend backend = backend();
        backend.fetch(backend.submit(request(PasqalBackends.sequence()), "t"));

        assertThat(service.asked())
                .filteredOn(asked -> asked.path().startsWith("/results"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void shouldNotShowTheSignedLink() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(request(PasqalBackends.sequence()), "t");
        service.plant(asked -> asked.path().startsWith("/results"), Answer.of(403));

        assertThatThrownBy(() -> backend.fetch(job))
                .hasMessageContaining("was not accepted")
                .hasMessageNotContaining("signature");
    }

    @Test
    void shouldTakeOneQuestionForManyJobsAndAskForThoseThatTheListHides() throws BackendException {
        Backend backend = backend();
        JobRef first = backend.submit(request(PasqalBackends.sequence()), "1");
        JobRef second = backend.submit(request(PasqalBackends.sequence()), "2");
        int before = service.calls("GET");

        assertThat(backend.status(List.of(first, second)))
                .extracting(JobStatus::state)
                .containsOnly(JobStatus.State.DONE);
        assertThat(service.calls("GET")).isEqualTo(before + 1);

        service.jobs().lagging(Duration.ofDays(1));
        assertThat(backend.status(List.of(first, second)))
                .extracting(JobStatus::state)
                .containsOnly(JobStatus.State.DONE);
    }

    @Test
    void shouldLogInAsAServiceAccountToo() throws BackendException {
        Backend backend = PasqalBackends.open(service.uri(), Duration.ofSeconds(20), "service-account-7", Map.of());

        assertThat(backend.availability().state()).isEqualTo(Availability.State.UNKNOWN);
        assertThat(service.asked().get(0).text())
                .contains("grant_type=client_credentials", "client_id=service-account-7");
    }

    @Test
    void shouldSayWhenTheLoginIsRefusedOrTheDeviceIsNotOffered() throws BackendException {
        Backend stranger = PasqalBackends.open(service.uri(), Duration.ofSeconds(20), "eve@example.org", Map.of());
        BackendException refusal = catchThrowableOfType(BackendException.class, stranger::availability);

        assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHORISED);
        assertThat(refusal).hasMessageContaining("Wrong email or password");
        assertThat(PasqalBackends.open(
                                service.uri(),
                                Duration.ofSeconds(20),
                                FakePasqal.USER,
                                Map.of("device", "FRESNEL_CAN1"))
                        .availability()
                        .state())
                .isEqualTo(Availability.State.OFFLINE);
    }

    @Test
    void shouldPassOnWhyASequenceIsRefused() throws BackendException {
        Backend backend = backend();

        assertThatThrownBy(() -> backend.submit(request(new NativeProgram("pulser", 1, "no")), "t"))
                .hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> backend.submit(request(new NativeProgram("perceval", 1, "{}")), "t"))
                .hasMessageContaining("pulser");
        assertThat(backend.whyNot(request(new NativeProgram("pulser", 0, "{}"))))
                .isPresent();
        service.plant(asked -> asked.query().containsKey("tag"), Answer.text(200, "application/json", "{}"));
        assertThat(catchThrowableOfType(
                                BackendException.class, () -> backend.find(request(PasqalBackends.sequence()), "t"))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldRefuseWrongOptions() {
        for (var wrong : List.of(
                Map.of("device", "emu free"),
                Map.of("project", "a/b"),
                Map.of("region", "us"),
                Map.of("most-runs", "0"))) {
            assertThatThrownBy(() -> PasqalBackends.open(service.uri(), Duration.ofSeconds(1), FakePasqal.USER, wrong))
                    .isInstanceOf(BackendException.class);
        }
        assertThat(new PasqalProvider().options()).contains("device", "project");
        assertThat(new PasqalProvider().credentials())
                .extracting(field -> field.name())
                .containsExactly("token", "username", "password");
    }
}
