package io.jenkins.plugins.quantum.engine.testkit;

import static io.jenkins.plugins.quantum.engine.testkit.ContractStand.fault;
import static io.jenkins.plugins.quantum.engine.testkit.ContractStand.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money: no job is lost, none is started twice, and none is sent that cannot run. */
interface MoneyContract extends ContractPart {
    @Test
    default void shouldGoOnInAnotherProcessFromTheReferenceAlone() throws BackendException {
        JobRef job = stand().backend().submit(stand().asymmetric(), token());
        var reread = new JobRef(job.backend(), job.id(), Map.copyOf(job.details()));

        Backend another = stand().backend();

        assertThat(stand().ended(another, reread).state()).isEqualTo(JobStatus.State.DONE);
        assertThat(stand().fetched(another, reread).outcomes().get(0).counts().counts())
                .isEqualTo(Map.of(stand().asymmetricOutcome(), stand().shots()));
    }

    @Test
    default void shouldNotStartASecondJobForTheSameToken() throws BackendException {
        Backend backend = stand().backend();
        assumeTrue(backend.conduct().repetition() == Repetition.TOKEN, "needs a service that knows tokens");
        String token = token();

        JobRef first = backend.submit(stand().asymmetric(), token);
        JobRef second = stand().backend().submit(stand().asymmetric(), token);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(stand().service().jobs().accepted()).isEqualTo(1);
    }

    @Test
    default void shouldFindAJobByItsToken() throws BackendException {
        Backend backend = stand().backend();
        assumeTrue(backend.conduct().repetition() == Repetition.TAG, "needs a service whose jobs can be searched");
        String token = token();
        JobRef job = backend.submit(stand().asymmetric(), token);
        backend.submit(stand().asymmetric(), token());

        assertThat(stand().backend().find(stand().asymmetric(), token)).contains(job);
        assertThat(backend.find(stand().asymmetric(), token())).isEmpty();
        if (backend.tagged(token).isPresent()) { // some lists cannot be searched for what others tagged
            assertThat(backend.tagged(token)).hasValue(List.of(job.id()));
            assertThat(backend.tagged(token())).hasValue(List.of());
        }
        stand().service().jobs().lagging(Duration.ofDays(1));
        assertThat(backend.find(stand().asymmetric(), token)).isEmpty();
    }

    @Test
    default void shouldBeInDoubtWhenTheAnswerToASubmissionIsLost() throws BackendException {
        for (FaultProxy.Fault fault :
                List.of(FaultProxy.Fault.RESET_AFTER_REQUEST, FaultProxy.Fault.HALF_ANSWER, FaultProxy.Fault.SILENT)) {
            Backend backend = stand().backend();
            stand().run(backend, stand().asymmetric());
            int before = stand().service().jobs().accepted();
            stand().breakSubmissions(fault);

            BackendException failure = fault(() -> backend.submit(stand().asymmetric(), token()));

            assertThat(failure.kind()).as(fault.name()).isEqualTo(Kind.IN_DOUBT);
            assertThat(stand().service().jobs().accepted()).as(fault.name()).isEqualTo(before + 1);
            stand().proxy().drawing(() -> FaultProxy.Fault.NONE);
        }
    }

    @Test
    default void shouldBeInDoubtAfterAnErrorOfTheServerOrGarbage() throws BackendException {
        Backend backend = stand().backend();
        for (Answer answer : stand().useless()) {
            stand().service().plantAfterEffect(stand()::submits, answer);

            BackendException failure = fault(() -> backend.submit(stand().asymmetric(), token()));

            assertThat(failure.kind()).as(answer.status() + "").isEqualTo(Kind.IN_DOUBT);
        }
    }

    /** From an answer that is no list nobody may conclude that the job was never accepted: it would be paid twice. */
    @Test
    default void shouldNotTakeAnAnswerThatIsNoListForAnEmptyOne() throws BackendException {
        Backend backend = stand().backend();
        assumeTrue(backend.conduct().repetition() == Repetition.TAG, "needs a service whose jobs can be searched");
        String token = token();
        backend.submit(stand().asymmetric(), token);
        for (String answer : List.of("null", "\"OK\"", "{\"message\": \"try again\"}")) {
            stand().service()
                    .plant(asked -> asked.method().equals("GET"), Answer.text(200, "application/json", answer));

            BackendException failure = fault(() -> backend.find(stand().asymmetric(), token));

            assertThat(failure.kind()).as(answer).isEqualTo(Kind.TRANSIENT);
        }
    }

    @Test
    default void shouldKnowThatNothingWasSentWhenNobodyAnswers() throws BackendException {
        Backend backend = stand().backend();
        stand().service();
        // The credentials' own exchanges, where there are any, come first: then the connection for the job itself is
        // refused.
        stand().run(backend, stand().asymmetric());
        int before = stand().service().jobs().accepted();
        stand().service().close();

        BackendException failure = fault(() -> stand().open(
                        URI.create("http://127.0.0.1:" + stand().service().port()))
                .submit(stand().asymmetric(), token()));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(stand().service().jobs().accepted()).isEqualTo(before);
    }

    @Test
    default void shouldRefuseWhatItCannotRunWithoutAskingTheService() throws BackendException {
        Backend backend = stand().backend();
        stand().service();
        int asked = stand().service().calls("");
        var exact = new JobRequest(
                "contract", stand().asymmetric().program(), List.of(Map.of()), NoiseModel.none(), 0, 0, 1, false);
        var tooMany = new JobRequest(
                "contract",
                stand().asymmetric().program(),
                List.of(Map.of()),
                NoiseModel.none(),
                Long.MAX_VALUE,
                0,
                1,
                false);

        assertThat(backend.whyNot(stand().asymmetric())).isEmpty();
        assertThat(backend.capabilities().exact() || backend.whyNot(exact).isPresent())
                .isTrue();
        assertThat(backend.capabilities().mostShots() == Long.MAX_VALUE
                        || backend.whyNot(tooMany).isPresent())
                .isTrue();
        assertThat(stand().service().calls("")).isEqualTo(asked);
    }
}
