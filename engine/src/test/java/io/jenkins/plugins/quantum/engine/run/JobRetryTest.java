package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was certainly not accepted is tried again, with patience. */
class JobRetryTest extends ServiceJobs {
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TRANSIENT", "THROTTLED", "OFFLINE"})
    void shouldSubmitAgainWhatWasNotAccepted(Kind kind) throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap(failing(Call.SUBMIT, false, fault(kind), fault(kind)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(journal(Journal.NotAccepted.class)).hasSize(2);
        assertThat(submissions).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveTheWholeAccountAloneForAsLongAsItAsks() throws InterruptedException {
        var wait = new BackendException("too many", Kind.THROTTLED, Duration.ofSeconds(300), null);
        ModelProvider one = provider(Repetition.NONE).account("shared").mishap(failing(Call.SUBMIT, false, wait));
        ModelProvider two = new ModelProvider("fez", time, Repetition.NONE)
                .account("shared")
                .mishap(failing(Call.FIND, false));

        process().run(TinyJobs.of("a", one, 1, 10), TinyJobs.of("b", two, 1, 10));

        assertThat(submissions).hasSize(3);
        assertThat(submissions.subList(1, 3))
                .allMatch(at -> !at.isBefore(SimulatedTime.START.plusSeconds(300)), "not before the service asked");
    }

    @Test
    void shouldOutliveATokenThatExpiresBetweenSubmissions() throws InterruptedException {
        int[] submissions = new int[1];
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect && ++submissions[0] > 1 && submissions[0] < 5) {
                throw new BackendException("the token has expired", Kind.UNAUTHORISED);
            }
        });

        var answers = process().run(TinyJobs.of("a", garnet, 1, 10), TinyJobs.of("b", garnet, 1, 10));

        assertThat(answers.values()).extracting(JobRunner.Answer::failure).containsOnly("");
        assertThat(garnet.jobs()).hasSize(2);
    }

    @Test
    void shouldTryCredentialsThatNeverWorkedOnceMore() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.SUBMIT) {
                throw new BackendException("the key is not accepted: renew it", Kind.UNAUTHORISED);
            }
        });

        var answer = process().run(TinyJobs.of("a", garnet, 1, 10)).get("a");

        assertThat(answer.failure()).isEqualTo("the key is not accepted: renew it");
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(2);
    }

    @Test
    void shouldOutliveATokenThatExpiresInMidPoll() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap(failing(Call.STATUS, false, fault(Kind.UNAUTHORISED)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldSayThatAJobMayBillWhenItsStateIsDeniedForEver() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.STATUS) {
                throw new BackendException("the key was withdrawn", Kind.UNAUTHORISED);
            }
        });

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .isEqualTo("the key was withdrawn");
        assertThat(process.open())
                .containsExactly(new RunResult.OpenBill(
                        "garnet", "braket/iqm/garnet", "job-1", "OPEN", "1.75 USD", "the key was withdrawn"));
        garnet.mishap((call, effect) -> {});
        assertThat(process().run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).as("the job went on and was found again").hasSize(1);
    }

    @Test
    void shouldStopSubmittingToABackendThatFailsAndTryItWithASingleJob() throws InterruptedException {
        Instant healed = SimulatedTime.START.plus(Duration.ofHours(2));
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect) {
                submissions.add(time.instant());
                if (time.instant().isBefore(healed)) {
                    throw fault(Kind.TRANSIENT);
                }
            }
        });

        Job[] jobs = new Job[20];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = TinyJobs.of("job" + i, garnet, 1, 10);
        }
        assertThat(process().run(jobs).values())
                .allMatch(answer -> answer.failure().isEmpty());
        assertThat(submissions.stream().filter(at -> at.isBefore(healed)))
                .as("five to open, then one each 30 s, 1 min, ... 10 min")
                .hasSizeLessThan(25);
    }
}
