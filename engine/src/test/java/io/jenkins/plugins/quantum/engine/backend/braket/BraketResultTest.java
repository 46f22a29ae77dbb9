package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeResults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of all shapes, and what is none. */
class BraketResultTest extends BraketTasks {
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
}
