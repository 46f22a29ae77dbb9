package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that are told to end. */
class JobCancelTest extends ServiceJobs {
    @Test
    void shouldTellWhatIsInDoubtToWhoeverCancels() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .taking(Duration.ofHours(1), Duration.ZERO)
                .mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT)));
        Process process = process().cancelledWhen(() -> garnet.jobs().size() == 2);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 1000), TinyJobs.of("b", garnet, 1, 1000)))
                .isInstanceOf(CancellationException.class);

        assertThat(process.notes())
                .anyMatch(note -> note.startsWith("A job on garnet may exist and bill, at most 1.75 USD"))
                .contains("Job job-2 on garnet was cancelled.");
    }

    @Test
    void shouldReadTheStateOnceMoreAfterCancelling() {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofHours(1), Duration.ofSeconds(5));
        Process process = process().cancelledWhen(() -> time.passed().toMinutes() >= 5);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 10), TinyJobs.of("b", garnet, 1, 10)))
                .isInstanceOf(CancellationException.class);

        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
        assertThat(process.notes())
                .containsExactly("Job job-1 on garnet was cancelled.", "Job job-2 on garnet was cancelled.");
        assertThat(journal(Journal.Ended.class))
                .extracting(Journal.Ended::state)
                .containsOnly("CANCELLED");
    }

    @Test
    void shouldSayWhatFinishedBeforeItCouldBeCancelledAndFetchItLater() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.CANCEL && !effect) {
                time.sleep(Duration.ofMinutes(1));
            }
        });
        Process process = process().cancelledWhen(() -> time.passed().toSeconds() >= 20);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 1000)))
                .isInstanceOf(CancellationException.class);
        assertThat(process.notes())
                .containsExactly(
                        "Job job-1 on garnet finished before it could be cancelled: it bills, at most 1.75 USD;"
                                + " 'qmlops resume' fetches its result.");
        assertThat(journal(Journal.LeftOpen.class)).singleElement().satisfies(left -> assertThat(left.state())
                .isEqualTo("FINISHED"));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldSayWhatMayStillBillWhenTheServiceDoesNotCancel() {
        ModelProvider garnet = provider(Repetition.NONE)
                .taking(Duration.ofHours(1), Duration.ofHours(1))
                .mishap((call, effect) -> {
                    if (call == Call.CANCEL) {
                        throw new BackendException("the job cannot be cancelled", Kind.REFUSED);
                    }
                });
        Process process = process().cancelledWhen(() -> time.passed().toSeconds() >= 20);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 1000)))
                .isInstanceOf(CancellationException.class);
        assertThat(process.notes())
                .containsExactly("Job job-1 on garnet may still run and bill, at most 1.75 USD: it was told to end and"
                        + " had not ended yet");
    }

    @ParameterizedTest
    @EnumSource(
            value = Repetition.class,
            names = {"TOKEN", "TAG"})
    void shouldSettleADoubtBeforeItCancels(Repetition repetition) {
        boolean[] aborted = new boolean[1];
        ModelProvider garnet = provider(repetition).mishap((call, effect) -> {
            if (call == Call.SUBMIT && effect && !aborted[0]) {
                aborted[0] = true;
                throw fault(Kind.IN_DOUBT);
            }
        });
        garnet.taking(Duration.ofHours(1), Duration.ofSeconds(1));
        Process process = process().cancelledWhen(() -> aborted[0]);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 10)))
                .isInstanceOf(CancellationException.class);

        assertThat(garnet.jobs()).singleElement().satisfies(job -> assertThat(job.cancelled())
                .isTrue());
        assertThat(process.notes()).containsExactly("Job job-1 on garnet was cancelled.");
    }

    @Test
    void shouldCancelTheOtherPartsOfAJobThatFailed() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .limits(1, 1, 1000)
                .taking(Duration.ofHours(1), Duration.ofHours(1))
                .mishap((call, effect) -> {});
        int[] count = new int[1];
        garnet.mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect && ++count[0] == 3) {
                throw new BackendException("the circuit is too deep", Kind.REFUSED);
            }
        });

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 4, 10)).get("a").failure())
                .isEqualTo("the circuit is too deep");
        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
    }

    @Test
    void shouldEndAJobThatRunsTooLong() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofSeconds(1), Duration.ofDays(3));

        assertThat(process()
                        .runDeadline(Duration.ofMinutes(10))
                        .run(TinyJobs.of("a", garnet, 1, 10))
                        .get("a")
                        .failure())
                .isEqualTo("it ran longer than the profile's run-deadline");
        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
        assertThat(time.passed()).isLessThan(Duration.ofMinutes(12));
    }
}
