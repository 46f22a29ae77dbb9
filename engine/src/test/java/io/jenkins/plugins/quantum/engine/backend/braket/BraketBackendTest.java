package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeResults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BraketBackendTest {
    private static final String ONE = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; x q[0];"
            + " c[0] = measure q[0]; c[1] = measure q[1];";
    private static final String SWEPT = "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[2] q; bit[2] c;"
            + " rx(a) q[0]; c[0] = measure q[0]; c[1] = measure q[1];";
    private static final String GARNET = "arn:aws:braket:eu-north-1::device/qpu/iqm/Garnet";

    private final FakeBraket service = new FakeBraket();

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend garnet() throws BackendException {
        return Opened.device("iqm/garnet", service.uri());
    }

    @SafeVarargs
    private static JobRequest request(Program program, long shots, Map<String, Double>... bindings) {
        return new JobRequest("r", program, List.of(bindings), NoiseModel.none(), shots, 0, 1, false);
    }

    private static JobRequest one(long shots) {
        return request(Qasm.read("r.qasm", ONE).circuit(), shots, Map.of());
    }

    private static JobRequest three() {
        return request(
                Qasm.read("r.qasm", SWEPT).circuit(), 10, Map.of("a", Math.PI), Map.of("a", 0.0), Map.of("a", Math.PI));
    }

    private static BackendException fault(ThrowingCallable call) {
        return catchThrowableOfType(BackendException.class, call);
    }

    private static boolean submits(Asked asked) {
        return asked.is("POST", "/quantum-task");
    }

    private JsonNode sent() {
        return service.asked().stream()
                .filter(BraketBackendTest::submits)
                .reduce((first, second) -> second)
                .orElseThrow()
                .json();
    }

    @Test
    void shouldSendTheFactsOfATask() throws Exception {
        garnet().submit(one(1000), "token-1");

        var expected = Json.object()
                .put("clientToken", "token-1")
                .put("deviceArn", GARNET)
                .put("shots", 1000)
                .put("outputS3Bucket", FakeBraket.BUCKET)
                .put("outputS3KeyPrefix", "qmlops")
                .put(
                        "action",
                        "{\"braketSchemaHeader\":{\"name\":\"braket.ir.openqasm.program\",\"version\":\"1\"},"
                                + "\"source\":\"OPENQASM 3.0;\\nbit[2] c;\\nqubit[2] q;\\nx q[0];\\nc[0] = measure q[0];\\n"
                                + "c[1] = measure q[1];\\n\",\"inputs\":{}}");
        assertThat(sent().toString()).isEqualTo(expected.toString());
    }

    @Test
    void shouldAskForTheShotsOfAllRunsOfASet() throws Exception {
        garnet().submit(three(), "token-2");

        assertThat(sent().path("shots").asLong()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, REFUSED",
        "402, ServiceQuotaExceededException, THROTTLED",
        "402, '', THROTTLED",
        "403, AccessDeniedException, UNAUTHORISED",
        "403, ExpiredTokenException, UNAUTHORISED",
        "400, UnrecognizedClientException, UNAUTHORISED",
        "404, ResourceNotFoundException, REFUSED",
        "409, ConflictException, IN_DOUBT",
        "410, DeviceRetiredException, OFFLINE",
        "424, DeviceOfflineException, OFFLINE",
        "429, ThrottlingException, THROTTLED",
        "400, ThrottlingException, THROTTLED",
        "500, InternalServiceException, IN_DOUBT",
        "503, '', IN_DOUBT",
    })
    void shouldKnowWhatAnErrorMeans(int status, String name, Kind kind) throws Exception {
        Backend backend = garnet();
        for (Answer answer : List.of(
                Answer.text(status, "application/json", "{\"message\":\"told\"}")
                        .with("x-amzn-ErrorType", name.isEmpty() ? "Unheard" : name + ":http://internal.amazon.com/"),
                Answer.text(
                        status,
                        "application/json",
                        "{\"__type\":\"com.amazonaws.braket#" + name + "\",\"Message\":\"told\"}"))) {
            service.plant(BraketBackendTest::submits, answer);

            BackendException fault = fault(() -> backend.submit(one(10), "t"));

            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault).hasMessageContaining("told").hasMessageContaining(name);
        }
    }

    @Test
    void shouldTellWhichProgramOfASetIsWrong() throws Exception {
        service.plant(
                BraketBackendTest::submits,
                Answer.text(
                                400,
                                "application/json",
                                "{\"message\":\"invalid\",\"reason\":\"ProgramSetValidationFailed\","
                                        + "\"programSetValidationFailures\":[{\"programIndex\":2,\"inputsIndex\":0,\"errors\":[\"no such gate\"]}]}")
                        .with("x-amzn-ErrorType", "ValidationException"));

        assertThat(fault(() -> garnet().submit(three(), "t"))).hasMessageContaining("program 2 no such gate");
    }

    @Test
    void shouldNotTakeAnArnForAnotherThing() throws Exception {
        service.plantAfterEffect(
                BraketBackendTest::submits,
                Answer.text(201, "application/json", "{\"quantumTaskArn\":\"arn:aws:s3:::../../x\"}"));

        assertThat(fault(() -> garnet().submit(one(10), "t")).kind()).isEqualTo(Kind.IN_DOUBT);
    }

    @Test
    void shouldWaitForATaskThatIsNotShownYet() throws Exception {
        service.tasksVisibleAfter(Duration.ofDays(1));
        try (Backend patient = Opened.with(service.uri(), Duration.ofMinutes(1), Map.of("device", "sv1"))) {
            JobRef job = patient.submit(one(10), "t");
            JobRef another = patient.submit(one(10), "u");

            assertThat(patient.status(List.of(job)))
                    .extracting(JobStatus::state)
                    .containsExactly(JobStatus.State.QUEUED);

            service.jobs().lagging(Duration.ofDays(1));
            assertThat(patient.status(List.of(job, another)))
                    .extracting(JobStatus::state)
                    .containsExactly(JobStatus.State.QUEUED, JobStatus.State.QUEUED);
            service.tasksVisibleAfter(Duration.ZERO);
            assertThat(patient.status(List.of(job, another)))
                    .extracting(JobStatus::state)
                    .containsExactly(JobStatus.State.DONE, JobStatus.State.DONE);
        }
    }

    @Test
    void shouldAskForEachTaskWhenSeveralCannotBeSearched() throws Exception {
        Backend backend = garnet();
        service.jobs().failing("burnt out");
        JobRef first = backend.submit(one(10), "t");
        JobRef second = backend.submit(one(10), "u");

        assertThat(backend.status(List.of(first, second)))
                .extracting(JobStatus::message)
                .containsExactly("burnt out", "burnt out");
        service.plant(
                asked -> asked.is("POST", "/quantum-tasks"),
                Answer.text(400, "application/json", "{}").with("x-amzn-ErrorType", "ValidationException"));
        assertThat(backend.status(List.of(first, second)))
                .extracting(JobStatus::state)
                .containsExactly(JobStatus.State.FAILED, JobStatus.State.FAILED);
        service.plant(asked -> asked.is("POST", "/quantum-tasks"), Answer.of(500));
        assertThat(fault(() -> backend.status(List.of(first, second))).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @ParameterizedTest
    @CsvSource({"17, 17", ">2000, 2000", "None, -1", "9999999999999999999999, -1"})
    void shouldReadThePlaceInTheQueue(String text, long position) throws Exception {
        Backend backend = garnet();
        service.jobs().hold();
        service.queuePosition(text);
        JobRef job = backend.submit(one(10), "t");

        assertThat(backend.status(List.of(job)).get(0).queuePosition())
                .isEqualTo(position < 0 ? OptionalLong.empty() : OptionalLong.of(position));
    }

    @Test
    void shouldSayHowManyShotsOfAFailedSetMayBeCharged() throws Exception {
        Backend backend = garnet();
        JobRef job = backend.submit(three(), "t");
        service.plant(
                asked -> asked.method().equals("GET"),
                Answer.text(
                        200,
                        "application/json",
                        "{\"status\":\"FAILED\",\"failureReason\":\"2 of 3 executables failed\",\"numSuccessfulShots\":10}"));

        assertThat(backend.status(List.of(job)).get(0).message())
                .isEqualTo("2 of 3 executables failed (10 shots succeeded and may be charged)");
    }

    @Test
    void shouldWaitForAResultThatIsNotReadableYet() throws Exception {
        Backend backend = garnet();
        service.resultsAfter(Duration.ofDays(1));
        JobRef job = backend.submit(one(10), "t");
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.DONE);

        assertThat(fault(() -> backend.fetch(job)).kind()).isEqualTo(Kind.TRANSIENT);
        service.resultsAfter(Duration.ZERO);
        service.plant(
                asked -> asked.path().endsWith("results.json"),
                Answer.text(403, "application/xml", "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));
        assertThat(fault(() -> backend.fetch(job)))
                .hasMessageContaining("s3:ListBucket")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.TRANSIENT);
        service.plant(
                asked -> asked.path().endsWith("results.json"),
                Answer.text(404, "application/xml", "<Error><Code>NoSuchBucket</Code><Message>gone</Message></Error>"));
        assertThat(fault(() -> backend.fetch(job)))
                .hasMessageContaining("gone")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("01", 10L));
    }

    @Test
    void shouldNotWaitForEverForAResult() throws Exception {
        service.resultsAfter(Duration.ofDays(1));
        JobRef job = garnet().submit(one(10), "t");
        garnet().status(List.of(job));
        var later = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(11));
        Backend late = Opened.with(service.uri(), later, Duration.ZERO, Map.of("device", "iqm/garnet"));

        assertThat(fault(() -> late.fetch(job)))
                .hasMessageContaining("the key needs s3:GetObject")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldNotTakeATaskOfAnotherConfigurationForNone() throws Exception {
        garnet().submit(one(10), "t");

        Backend changed =
                Opened.with(service.uri(), Duration.ZERO, Map.of("device", "iqm/garnet", "prefix", "elsewhere"));

        // The first task runs and is paid for: what is not known is not refused.
        assertThat(fault(() -> changed.submit(one(10), "t")).kind()).isEqualTo(Kind.IN_DOUBT);
        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    @Test
    void shouldReadASetWhosePartsAreObjectsOfTheirOwn() throws Exception {
        Backend backend = garnet();
        service.writing(new FakeResults(true, -1));
        JobRef job = backend.submit(three(), "t");
        backend.status(List.of(job));

        assertThat(backend.fetch(job).outcomes())
                .extracting(outcome -> outcome.counts().counts())
                .containsExactly(Map.of("01", 10L), Map.of("00", 10L), Map.of("01", 10L));
        assertThat(backend.fetch(job).facts()).containsEntry("device", GARNET).containsEntry("job", job.id());
    }

    @Test
    void shouldSayWhichRunOfASetFailed() throws Exception {
        Backend backend = garnet();
        service.writing(new FakeResults(false, 1));
        JobRef job = backend.submit(three(), "t");
        backend.status(List.of(job));

        assertThat(fault(() -> backend.fetch(job)))
                .hasMessageContaining("run 2 of 3")
                .hasMessageContaining("the qubits were lost (DEVICE)")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldTellHowLongASimulatorComputed() throws Exception {
        try (Backend backend = Opened.device("sv1", service.uri())) {
            JobRef job = backend.submit(one(10), "t");
            backend.status(List.of(job));

            assertThat(backend.fetch(job).facts()).containsEntry("execution.seconds", "0.012");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"measurements\":[[1,0],[1]]}|has not 2 bits",
                "{\"measurements\":[[1,2]]}|has not 2 bits",
                "{\"measurements\":[]}|no shots",
                "{}|no shots",
                "{\"measurementProbabilities\":{\"10\":1.5}}|probability",
                "{\"measurementProbabilities\":{\"10\":\"x\"}}|probability",
                "{\"measurementProbabilities\":{\"101\":1.0}}|has not 2 bits",
            })
    void shouldRefuseAResultThatDoesNotFit(String result, String words) throws Exception {
        Backend backend = garnet();
        JobRef job = backend.submit(one(10), "t");
        service.plant(asked -> asked.path().endsWith("results.json"), Answer.text(200, "application/json", result));

        assertThat(fault(() -> backend.fetch(job)))
                .hasMessageContaining(words)
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"programResults\":[]}|0 runs in place of 3",
                "{\"programResults\":[\"../../other/results.json\"]}|dots for a part",
                "{\"programResults\":[\"a//b\"]}|empty part",
            })
    void shouldRefuseASetThatDoesNotFit(String result, String words) throws Exception {
        Backend backend = garnet();
        JobRef job = backend.submit(three(), "t");
        service.plant(asked -> asked.path().endsWith("results.json"), Answer.text(200, "application/json", result));

        assertThat(fault(() -> backend.fetch(job)))
                .hasMessageContaining(words)
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldWaitForAPartOfASet() throws Exception {
        Backend backend = garnet();
        JobRef job = backend.submit(three(), "t");
        service.plant(
                asked -> asked.path().endsWith("results.json"),
                Answer.text(200, "application/json", "{\"programResults\":[\"programs/9/results.json\"]}"));

        assertThat(fault(() -> backend.fetch(job)).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldRoundProbabilitiesAsTheVendorDoes() throws Exception {
        try (Backend backend = Opened.device("ionq/forte-1", service.uri())) {
            JobRef job = backend.submit(one(1000), "t");
            service.plant(
                    asked -> asked.path().endsWith("results.json"),
                    Answer.text(
                            200,
                            "application/json",
                            "{\"measurements\":null,\"measurementProbabilities\":{\"00\":0.0005,\"10\":0.9989,\"01\":0.0005,\"11\":0.00001}}"));

            // 0.5 of a shot goes to the even number, 998.9 up: the sum is 999.
            assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("01", 999L));
        }
    }

    @Test
    void shouldCountOnlyTheSuccessfulShotsOfAtoms() throws Exception {
        try (Backend backend = Opened.device("quera/aquila", service.uri())) {
            var program = new NativeProgram("braket-ahs", 3, BraketAquilaContractTest.PROGRAM);
            JobRef job = backend.submit(request(program, 10, Map.of()), "t");
            backend.status(List.of(job));

            assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("egr", 9L));
            for (String result : List.of(
                    "{\"measurements\":[]}",
                    "{\"measurements\":[{\"shotMetadata\":{\"shotStatus\":\"Success\"},\"shotResult\":{\"preSequence\":[1]}}]}")) {
                service.plant(
                        asked -> asked.path().endsWith("results.json"), Answer.text(200, "application/json", result));
                assertThat(fault(() -> backend.fetch(job)).kind()).isEqualTo(Kind.REFUSED);
            }
        }
    }

    @Test
    void shouldRefuseReferencesThatWereChanged() throws Exception {
        Backend backend = garnet();
        JobRef job = backend.submit(one(10), "t");
        for (String key : List.of("kind", "runs", "shots", "bucket", "submitted")) {
            var details = new HashMap<>(job.details());
            details.put(key, "host/?x");
            assertThat(fault(() -> backend.fetch(new JobRef("aws", job.id(), details)))
                            .kind())
                    .as(key)
                    .isEqualTo(Kind.REFUSED);
        }
        assertThat(fault(() -> backend.cancel(new JobRef("aws", "../device", job.details()))))
                .hasMessageContaining("was the journal changed?");
    }

    @Test
    void shouldSubmitOnlyUnderALimitWhereOneIsAskedFor() throws Exception {
        Backend guarded =
                Opened.with(service.uri(), Duration.ZERO, Map.of("device", "iqm/garnet", "spending-limit", "required"));
        Instant now = Instant.now();

        assertThat(fault(() -> guarded.submit(one(10), "t")))
                .hasMessageContaining("create-spending-limit")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
        assertThat(service.jobs().accepted()).isZero();
        service.plant(asked -> asked.path().equals("/spending-limits"), Answer.of(503));
        assertThat(fault(() -> guarded.submit(one(10), "t")).kind()).isEqualTo(Kind.TRANSIENT);

        service.limit(GARNET, "5.00", "1.00", now.minusSeconds(60), now.plusSeconds(600));
        guarded.submit(one(10), "t");
        assertThat(fault(() -> guarded.submit(one(1000), "u"))).hasMessageContaining("would exceed the spending limit");
        assertThat(guarded.availability().message())
                .contains("spending limit 5.00 USD")
                .contains("1.00 spent");
    }

    @Test
    void shouldNotCountALimitOfAnotherTime() throws Exception {
        Instant now = Instant.now();
        service.limit(GARNET, "5.00", "0", now.plusSeconds(600), now.plusSeconds(6000));
        Backend guarded =
                Opened.with(service.uri(), Duration.ZERO, Map.of("device", "iqm/garnet", "spending-limit", "required"));

        assertThat(fault(() -> guarded.submit(one(10), "t"))).hasMessageContaining("no spending limit holds");
    }

    @Test
    void shouldNotAskForALimitOnASimulator() throws Exception {
        try (Backend backend =
                Opened.with(service.uri(), Duration.ZERO, Map.of("device", "sv1", "spending-limit", "required"))) {
            backend.submit(one(10), "t");

            assertThat(service.jobs().accepted()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotSubmitToADeviceThatIsOfflineOrRetired() throws Exception {
        Backend backend = garnet();
        for (String state : List.of("OFFLINE", "RETIRED")) {
            service.device(GARNET, state);

            assertThat(fault(() -> backend.submit(one(10), "t")).kind()).isEqualTo(Kind.OFFLINE);
            assertThat(backend.availability().usable()).isFalse();
        }
    }

    @Test
    void shouldTellTheQueueAndThatNoLimitHolds() throws Exception {
        var availability = garnet().availability();

        assertThat(availability.queued()).hasValue(2000);
        assertThat(availability.message()).isEqualTo("no spending limit at Amazon");
        service.plant(
                asked -> asked.path().equals("/spending-limits"),
                Answer.text(403, "application/json", "{}").with("x-amzn-ErrorType", "AccessDeniedException"));
        assertThat(garnet().availability().message()).isEqualTo("spending limits cannot be read with this key");
        service.plant(asked -> asked.path().equals("/spending-limits"), Answer.of(500));
        assertThat(fault(() -> garnet().availability()).kind()).isEqualTo(Kind.TRANSIENT);
        service.plant(
                asked -> asked.path().startsWith("/device"),
                Answer.text(200, "application/json", "{\"deviceCapabilities\":\"{\"}"));
        assertThat(fault(() -> garnet().availability()).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldReadTheCalibrationOfQubitsAsMedians() throws Exception {
        NoiseModel model = garnet().calibration().orElseThrow();

        assertThat(model.name()).isEqualTo("braket/iqm/garnet");
        assertThat(model.base().readout01()).isEqualTo(0.04);
        assertThat(model.base().readout10()).isEqualTo(0.03);
        assertThat(model.base().t1()).isEqualTo(30e-6);
        assertThat(model.base().t2()).isEqualTo(8e-6);
        // No durations are published: the whole infidelity is depolarisation, e·(d+1)/d = p.
        assertThat(model.base().p1()).isCloseTo(0.002 * 1.5, Offset.offset(1e-12));
        assertThat(model.base().p2()).isCloseTo(0.007 * 1.25, Offset.offset(1e-12));
        assertThat(model.epoch()).hasSize(64);
    }

    @Test
    void shouldReadTheCalibrationOfAWholeDevice() throws Exception {
        NoiseModel model =
                Opened.device("ionq/forte-1", service.uri()).calibration().orElseThrow();

        assertThat(model.base().t1()).isEqualTo(100);
        assertThat(model.base().readout01()).isCloseTo(0.005, Offset.offset(1e-12));
        assertThat(model.twoQubitTime()).isEqualTo(0.00065);
        assertThat(Opened.device("sv1", service.uri()).calibration()).isEmpty();
    }

    @Test
    void shouldNameTheAccountWithoutItsKey() throws Exception {
        assertThat(garnet().account())
                .matches("braket 127\\.0\\.0\\.1:\\d+ [0-9a-f]{8}")
                .isEqualTo(Opened.device("sv1", service.uri()).account());
    }
}
