package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Jobs of which nobody knows whether they exist. */
class JobDoubtTest extends ServiceJobs {
    @Test
    void shouldSubmitWithTheSameTokenWhatIsInDoubt() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN)
                .mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT), fault(Kind.IN_DOUBT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(3);
        assertThat(journal(Journal.Intent.class)).hasSize(1);
    }

    @Test
    void shouldFindByItsTagWhatWasAcceptedInDoubt() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TAG).mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
        assertThat(garnet.calls(Call.FIND)).isGreaterThan(1);
    }

    @Test
    void shouldSubmitAgainOnlyAfterTheListCannotLagAnyMore() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TAG).mishap(failing(Call.SUBMIT, false, fault(Kind.IN_DOUBT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(submissions).hasSize(2);
        assertThat(Duration.between(submissions.get(0), submissions.get(1)))
                .isGreaterThanOrEqualTo(garnet.conduct().listingLag());
    }

    @Test
    void shouldNeverRepeatWhatNobodyCanTellAndListItsBill() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT)));

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .contains("cannot be told whether garnet accepted the job", "not submitted again");

        assertThat(process.open()).singleElement().satisfies(bill -> {
            assertThat(bill.state()).isEqualTo("UNKNOWN");
            assertThat(bill.worst()).isEqualTo("1.75 USD");
            assertThat(bill.id()).isEmpty();
        });
        Process later = process();
        assertThat(later.run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .contains("an earlier run could not tell");
        assertThat(later.open()).hasSize(1);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
    }

    @Test
    void shouldAskForAJobThatTheServiceDoesNotKnowYet() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).invisibleFor(Duration.ofSeconds(25));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
    }

    @Test
    void shouldNotBelieveASingleAnswerThatAJobIsLost() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).invisibleFor(Duration.ofSeconds(5));
        garnet.conduct(garnet.conduct().lagging(Duration.ZERO));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
    }

    @Test
    void shouldBelieveThatAJobIsLostWhenItStaysUnknownAndNotSubmitItAgain() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).invisibleFor(Duration.ofDays(1));

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEqualTo("the job ended as LOST on garnet");
        assertThat(process.open()).singleElement().satisfies(bill -> assertThat(bill.state())
                .isEqualTo("LOST"));
        process().run(TinyJobs.of("a", garnet, 1, 10));
        assertThat(garnet.jobs()).hasSize(1);
    }
}
