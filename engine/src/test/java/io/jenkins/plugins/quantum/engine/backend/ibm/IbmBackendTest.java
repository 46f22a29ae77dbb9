package io.jenkins.plugins.quantum.engine.backend.ibm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.ibm.FakeIbm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IbmBackendTest {
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";

    private final FakeIbm service = new FakeIbm(Clock.systemUTC(), 0, Ibm.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        return Ibm.open(service.uri(), options);
    }

    private static JobRequest request(String text, long shots, List<Map<String, Double>> bindings) {
        return new JobRequest(
                "job", Qasm.read("a.qasm", HEADER + text).circuit(), bindings, NoiseModel.none(), shots, 0, 42, false);
    }

    private static JobRequest sweep() {
        return request(
                "input float theta; qubit[2] q; bit[1] a; bit[1] b; rx(theta) q[0]; cz q[0], q[1]; b[0] = measure q[0];"
                        + " a[0] = measure q[1];",
                10,
                List.of(Map.of("theta", 0.5), Map.of("theta", Math.PI)));
    }

    private List<Asked> asked(String method, String path) {
        return service.asked().stream().filter(a -> a.is(method, path)).toList();
    }

    private static Kind kind(Action action) {
        return catchThrowableOfType(BackendException.class, action::run).kind();
    }

    @FunctionalInterface
    private interface Action {
        void run() throws BackendException;
    }

    @Test
    void shouldWriteOneJobForManyCircuits() throws Exception {
        open("max-seconds", "60").submit(sweep(), "0aefb72c-77c3-4a40-a1ca-9c4b5f0f9ad1");

        Asked sent = asked("POST", "/api/v1/jobs").get(0);
        assertThat(sent.json())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                                {"program_id": "sampler",
                                 "backend": "ibm_line",
                                 "tags": ["qmlops", "0aefb72c-77c3-4a40-a1ca-9c4b5f0f9ad1"],
                                 "cost": 60,
                                 "params": {
                                   "version": 2,
                                   "support_qiskit": false,
                                   "options": {},
                                   "pubs": [
                                     ["OPENQASM 3.0;\\ninclude \\"stdgates.inc\\";\\nbit[1] c0;\\nbit[1] c1;\\nrz(pi/2) $4;\\nsx $4;\\nrz(3.641592653589793) $4;\\nsx $4;\\nrz(pi/2) $4;\\ncz $4, $3;\\nc1[0] = measure $4;\\nc0[0] = measure $3;\\n", null, 10],
                                     ["OPENQASM 3.0;\\ninclude \\"stdgates.inc\\";\\nbit[1] c0;\\nbit[1] c1;\\nrz(pi/2) $4;\\nsx $4;\\nrz(2*pi) $4;\\nsx $4;\\nrz(pi/2) $4;\\ncz $4, $3;\\nc1[0] = measure $4;\\nc0[0] = measure $3;\\n", null, 10]]}}
                                """));
        assertThat(sent.header("Service-CRN")).isEqualTo(FakeIbm.INSTANCE);
        assertThat(sent.header("IBM-API-Version")).isEqualTo("2026-04-15");
        assertThat(sent.header("Authorization")).startsWith("Bearer ");
        assertThat(asked("POST", "/identity/token").get(0).text())
                .isEqualTo("grant_type=urn:ibm:params:oauth:grant-type:apikey&apikey=ibm-key-a81f%2B%2F20c7"
                        + "&response_type=cloud_iam");
    }

    @Test
    void shouldTellHowLargeACircuitIsOnTheDevice() throws Exception {
        JobRequest sweep = sweep();

        CompiledSize size =
                open().compiledSize(sweep.circuit(), sweep.bindings().get(0)).orElseThrow();

        // rz sx rz sx rz on one qubit, then cz
        assertThat(size)
                .extracting(CompiledSize::twoQubit, CompiledSize::gates, CompiledSize::layout, CompiledSize::compiler)
                .containsExactly(1, 6, List.of("4", "3"), "gates renamed");
    }

    @Test
    void shouldKeepHowTheCircuitWasCompiledAndWhatWasBilled() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(sweep(), "token");

        JobResult result = backend.fetch(job);

        assertThat(result.outcomes().get(1).counts().counts()).isEqualTo(Map.of("10", 10L));
        assertThat(result.facts())
                .containsEntry("device", "ibm/ibm_line")
                .containsEntry("job", job.id())
                .containsEntry("layout", "4,3")
                .containsEntry("compiler", "gates renamed")
                .containsEntry("billed", "2.5")
                .containsEntry("billed.unit", "s")
                .doesNotContainKey("registers");
        assertThat(result.facts().get("compiled")).contains("cz $4, $3;");
        assertThat(result.facts().get("calibration"))
                .isEqualTo(backend.calibration().orElseThrow().epoch());
        service.billLater();
        assertThat(backend.fetch(job).facts()).containsEntry("billed", "2").containsEntry("billed.status", "not final");
    }

    @Test
    void shouldBuyATokenOnceAndAgainBeforeItExpires() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-08-20T10:00:00Z"));
        InstantSource clock = now::get;
        Backend backend = Ibm.open(service.uri(), Ibm.KEY, clock);

        backend.availability();
        now.set(now.get().plus(Duration.ofMinutes(50)));
        backend.availability();
        assertThat(asked("POST", "/identity/token")).hasSize(1);
        now.set(now.get().plus(Duration.ofMinutes(9)));
        backend.availability();
        assertThat(asked("POST", "/identity/token")).hasSize(2);
    }

    @Test
    void shouldSayThatTheKeyIsWrongWithoutShowingIt() throws Exception {
        Backend backend = Ibm.open(service.uri(), "wrong+key", InstantSource.system());

        BackendException refusal = catchThrowableOfType(BackendException.class, backend::availability);

        assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHORISED);
        assertThat(refusal).hasMessageContaining("could not be found").hasMessageNotContaining("wrong+key");
    }

    @Test
    void shouldWaitForResultsThatAreNotThereYet() throws Exception {
        service.resultsAfter(Duration.ofDays(1));
        Backend backend = open();
        JobRef job = backend.submit(sweep(), "token");

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(State.DONE);
        assertThat(kind(() -> backend.fetch(job))).isEqualTo(Kind.TRANSIENT);
        service.resultsAfter(Duration.ZERO);
        assertThat(backend.fetch(job).outcomes()).hasSize(2);
        service.jobs().hold();
        JobRef waiting = backend.submit(sweep(), "other");
        assertThat(kind(() -> backend.fetch(waiting))).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldCallAJobFailedThatTheServiceEndedBecauseItRanTooLong() throws Exception {
        service.overrun();
        service.jobs().hold();
        Backend backend = open("max-cost", "20 USD");
        JobRef job = backend.submit(sweep(), "token");
        assertThat(asked("POST", "/api/v1/jobs").get(0).json().path("cost").asInt())
                .as("20 USD at 1.60 USD a second")
                .isEqualTo(12);

        backend.cancel(job);

        JobStatus status = backend.status(List.of(job)).get(0);
        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.message()).contains("1305", "its time is billed");
    }

    @Test
    void shouldBelieveTheStateAndNotTheStatusBesideIt() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(sweep(), "token");
        service.plant(
                asked -> asked.is("GET", "/api/v1/jobs/[^/]+"),
                Answer.text(200, "application/json", "{\"status\":\"Completed\",\"state\":{\"status\":\"Running\"}}"));
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(State.RUNNING);
        service.plant(
                asked -> asked.is("GET", "/api/v1/jobs/[^/]+"),
                Answer.text(200, "application/json", "{\"status\":\"Completed\"}"));
        assertThat(kind(() -> backend.status(List.of(job)))).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldAskForManyJobsWithOneCallAndForHiddenOnesByThemselves() throws Exception {
        Backend backend = open();
        List<JobRef> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            jobs.add(backend.submit(sweep(), "t" + i));
        }
        int before = service.calls("GET");

        assertThat(backend.status(jobs)).extracting(JobStatus::state).containsOnly(State.DONE);
        assertThat(service.calls("GET")).isEqualTo(before + 1);
        service.jobs().forget(jobs.get(1).id());
        assertThat(backend.status(jobs))
                .extracting(JobStatus::state)
                .containsExactly(State.DONE, State.LOST, State.DONE);
    }

    @Test
    void shouldKeepToFiveSubmissionsAMinute() throws Exception {
        service.limiting();
        Backend backend = open();
        assertThat(backend.conduct().submitPause().multipliedBy(5)).isEqualTo(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            backend.submit(sweep(), "t" + i);
        }

        assertThat(kind(() -> backend.submit(sweep(), "t5"))).isEqualTo(Kind.THROTTLED);
    }

    @Test
    void shouldSayThatTheInstanceIsUsedUp() throws Exception {
        service.useUp();
        Backend backend = open();

        assertThat(backend.availability().state()).isEqualTo(Availability.State.OFFLINE);
        assertThatThrownBy(() -> backend.submit(sweep(), "a"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("8056 The instance has reached its usage limit");
    }

    @Test
    void shouldSayOfAJobFoundAgainWhatWasSentAndNotWhatWouldBeSentNow() throws Exception {
        JobRef job = open().submit(sweep(), "token");

        JobRef found = open("layout", "1,2").find(sweep(), "token").orElseThrow();

        assertThat(found.id()).isEqualTo(job.id());
        assertThat(found.details())
                .containsEntry("compiled", job.details().get("compiled"))
                .containsEntry("compiler", "as sent before; found again by its tag")
                .doesNotContainKey("layout");
        assertThat(open().fetch(found).outcomes()).isEqualTo(open().fetch(job).outcomes());
    }

    @Test
    void shouldSayHowManyJobsWait() throws Exception {
        Availability availability = open().availability();

        assertThat(availability.state()).isEqualTo(Availability.State.ONLINE);
        assertThat(availability.queued()).hasValue(3);
        service.plant(
                asked -> asked.path().endsWith("/status"),
                Answer.text(200, "application/json", "{\"state\":false,\"message\":\"maintenance\"}"));
        assertThat(open().availability().state()).isEqualTo(Availability.State.OFFLINE);
    }

    @Test
    void shouldReadTheCalibrationOfEachQubitAndPair() throws Exception {
        NoiseModel model = open().calibration().orElseThrow();

        assertThat(model.name()).isEqualTo("ibm/ibm_line");
        assertThat(model.qubits()).hasSize(8);
        assertThat(model.qubit(3).t1()).isCloseTo(153e-6, within(1e-12));
        assertThat(model.qubit(3).t2()).isCloseTo(93e-6, within(1e-12));
        assertThat(model.qubit(3).readout01()).isEqualTo(0.02);
        assertThat(model.qubit(3).readout10()).isEqualTo(0.01);
        assertThat(model.oneQubitTime()).isCloseTo(32e-9, within(1e-15));
        assertThat(model.twoQubitTime()).isCloseTo(68e-9, within(1e-15));
        assertThat(model.cnotError(0, 1)).isBetween(0.001, 0.00375);
        assertThat(model.pairs()).as("the broken coupler is left out").hasSize(6);
        service.plant(asked -> asked.path().endsWith("/properties"), Answer.of(404));
        assertThat(open().calibration()).isEmpty();
        service.plant(asked -> asked.path().endsWith("/properties"), Answer.of(500));
        assertThat(kind(() -> open().calibration())).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldNotUseAPairThatIsBroken() throws Exception {
        Backend backend = open("layout", "6,7");

        assertThatThrownBy(() -> backend.submit(sweep(), "a"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("qmlops backends setup aer");
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldRefuseADeviceWhoseDescriptionIsUseless() throws Exception {
        service.plant(
                asked -> asked.path().endsWith("/configuration"),
                Answer.text(200, "application/json", "{\"n_qubits\": 5, \"basis_gates\": [\"u3\"]}"));

        assertThatThrownBy(() -> open().submit(sweep(), "a"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("lacks the gates");
        assertThatThrownBy(() -> open("device", "ibm_gone").submit(sweep(), "a"))
                .hasMessageContaining("Backend not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"results\":[]} | 0 of 2 circuits",
                "{\"results\":[{},{}]} | not a list of outcomes",
                "{\"results\":[{\"data\":{\"c0\":{\"samples\":[\"3\"]}}},{}]} | not a list of outcomes",
                "{\"results\":[{\"data\":{\"c0\":{\"samples\":[\"0xff\"]}}},{}]} | not a list of outcomes",
                "{\"results\":[{\"data\":{\"c0\":{\"samples\":[\"0x1\"]}}},{}]} | not a list of outcomes",
            })
    void shouldRefuseResultsThatAreNoneOfThisJob(String body, String words) throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(sweep(), "a");
        service.plant(asked -> asked.path().endsWith("/results"), Answer.text(200, "application/json", body));

        assertThatThrownBy(() -> backend.fetch(job))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining(words);
        assertThat(kind(() -> backend.fetch(new JobRef("fez", job.id())))).isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldUnderstandTheServicesRefusals() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(sweep(), "a");
        service.plant(
                asked -> true,
                Answer.text(
                        400,
                        "application/json",
                        "{\"error\":{\"code\":1234,\"message\":\"bad\",\"solution\":\"do better\"}}"));
        assertThatThrownBy(() -> backend.status(List.of(job))).hasMessageContaining("1234 bad - do better");
        service.plant(asked -> true, Answer.text(503, "text/html", "<html>"));
        assertThat(kind(() -> backend.status(List.of(job)))).isEqualTo(Kind.TRANSIENT);
        service.plant(asked -> asked.path().endsWith("/cancel"), Answer.of(403));
        assertThat(kind(() -> backend.cancel(job))).isEqualTo(Kind.UNAUTHORISED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device | ../x | name of a device",
                "instance | mine | a CRN",
                "max-seconds | 20000 | from 0 to 10800",
                "max-cost | much | either max-seconds",
                "max-cost | 1 USD | less than a second",
                "layout | 1,1 | different physical qubits",
                "optimization-level | 4 | from 0 to 3",
                "endpoint | http://quantum.example | https",
            })
    void shouldSayWhichOptionIsWrong(String option, String value, String words) {
        assertThatThrownBy(() -> open(option, value))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldRefuseWhatTheServiceCannotRunBeforeAskingIt() throws Exception {
        Backend backend = open();
        JobRequest wide = request("qubit[157] q; bit c; x q[3]; c = measure q[3];", 10, List.of(Map.of()));

        assertThat(backend.whyNot(wide)).isPresent();
        assertThat(kind(() -> backend.submit(wide, "a"))).isEqualTo(Kind.REFUSED);
        assertThat(service.calls("")).isZero();
        assertThat(backend.account()).isEqualTo("ibm 127.0.0.1 " + FakeIbm.INSTANCE);
    }
}
