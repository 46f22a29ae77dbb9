package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often services are asked. */
class JobPaceTest extends ServiceJobs {
    @Test
    void shouldKeepToPaceAndLimitsOfTheAccount() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE);
        garnet.conduct(garnet.conduct().submitting(Duration.ofSeconds(12), 2));
        garnet.mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect) {
                submissions.add(time.instant());
                long open = garnet.jobs().stream()
                        .filter(job -> !garnet.state(job).ended())
                        .count();
                assertThat(open).isLessThan(2);
            }
        });

        Job[] jobs = new Job[6];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = TinyJobs.of("job" + i, garnet, 1, 10);
        }
        assertThat(process().run(jobs).values())
                .allMatch(answer -> answer.failure().isEmpty());
        for (int i = 1; i < submissions.size(); i++) {
            assertThat(Duration.between(submissions.get(i - 1), submissions.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(12));
        }
    }

    @Test
    void shouldAskForManyJobsAtOnceAndSeldomWhileTheyWait() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofHours(2), Duration.ofSeconds(5));

        Job[] jobs = new Job[100];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = TinyJobs.of("job" + i, garnet, 1, 10);
        }
        process().run(jobs);

        assertThat(garnet.calls(Call.STATUS))
                .as("two hours at a minute, for all hundred together, and some at the beginning and the end")
                .isBetween(100, 260);
    }

    @Test
    void shouldPollWithinTheTimeForWhichResultsAreKept() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofMinutes(30), Duration.ofSeconds(1));
        garnet.conduct(Conduct.cloud(Repetition.NONE, 10).keeping(Duration.ofSeconds(20)));

        process().run(TinyJobs.of("a", garnet, 1, 10));

        assertThat(garnet.calls(Call.STATUS)).as("every 5 s for half an hour").isGreaterThan(300);
    }
}
