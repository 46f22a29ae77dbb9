package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and what the answers to it mean. */
class BraketSubmissionTest extends BraketTasks {
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
            service.plant(BraketTasks::submits, answer);

            BackendException fault = fault(() -> backend.submit(one(10), "t"));

            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault).hasMessageContaining("told").hasMessageContaining(name);
        }
    }

    @Test
    void shouldTellWhichProgramOfASetIsWrong() throws Exception {
        service.plant(
                BraketTasks::submits,
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
                BraketTasks::submits,
                Answer.text(201, "application/json", "{\"quantumTaskArn\":\"arn:aws:s3:::../../x\"}"));

        assertThat(fault(() -> garnet().submit(one(10), "t")).kind()).isEqualTo(Kind.IN_DOUBT);
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
    void shouldNotSubmitToADeviceThatIsOfflineOrRetired() throws Exception {
        Backend backend = garnet();
        for (String state : List.of("OFFLINE", "RETIRED")) {
            service.device(GARNET, state);

            assertThat(fault(() -> backend.submit(one(10), "t")).kind()).isEqualTo(Kind.OFFLINE);
            assertThat(backend.availability().usable()).isFalse();
        }
    }
}
