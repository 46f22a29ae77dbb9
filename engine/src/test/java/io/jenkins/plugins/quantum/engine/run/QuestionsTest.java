package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often services are asked for jobs, and how late the end of a job is known, in simulated time. */
class QuestionsTest {
    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final Map<String, Instant> ends = new HashMap<>();
    private final List<Instant> questions = new ArrayList<>();
    private Duration slowest = Duration.ofMinutes(1);
    private ModelProvider garnet;

    /** Seconds from the end of each job until it was known, sorted. */
    private List<Double> late(int jobs, int statusBatch, IntFunction<Duration> queue) throws InterruptedException {
        garnet = new ModelProvider("garnet", time, Repetition.NONE)
                .conduct(Conduct.cloud(Repetition.NONE, statusBatch).asking(Duration.ofSeconds(2), slowest));
        int[] number = new int[1];
        garnet.mishap((call, done) -> {
            if (call == Call.SUBMIT && !done) {
                garnet.taking(queue.apply(number[0]++), Duration.ZERO);
            } else if (call == Call.SUBMIT) {
                ModelProvider.Job job = garnet.jobs().get(garnet.jobs().size() - 1);
                ends.put(job.request().id(), time.instant().plus(queue.apply(number[0] - 1)));
            } else if (call == Call.STATUS && !done) {
                questions.add(time.instant());
            }
        });
        Job[] all = new Job[jobs];
        for (int i = 0; i < jobs; i++) {
            all[i] = TinyJobs.of(String.format("%05d", i), garnet, 1, 10);
        }
        assertThat(new Process(folder, time, 1).run(all).values())
                .allMatch(answer -> answer.failure().isEmpty());
        List<Double> late = new ArrayList<>();
        for (Journal.Entry entry : Process.journal(folder)) {
            if (entry instanceof Journal.Ended ended) {
                Duration after = Duration.between(ends.get(ended.key()), Instant.parse(ended.at()));
                late.add(after.toMillis() / 1000.0);
            }
        }
        late.sort(null);
        return late;
    }

    private static double share(List<Double> late, double share) {
        return late.get((int) Math.ceil(share * late.size()) - 1);
    }

    @Test
    void shouldLearnFromTheFirstOfAQueueWhenTheOthersEnd() throws InterruptedException {
        List<Double> late = late(200, 1, number -> Duration.ofSeconds(60 + 3 * number));

        assertThat(late).hasSize(200);
        assertThat(share(late, 0.99)).as("seconds late").isLessThan(5);
        // A thread for each job that asks every second asks 360 times for each.
        assertThat(questions.size() / 200.0).as("questions a job").isLessThan(18);
    }

    @Test
    void shouldKnowTheEndsOfManyJobsThatEndTogether() throws InterruptedException {
        List<Double> late = late(200, 1, number -> Duration.ofSeconds(60));

        assertThat(share(late, 0.99)).as("seconds late").isLessThan(5);
        assertThat(questions.size() / 200.0).as("questions a job").isLessThan(6);
    }

    @Test
    void shouldShareQuestionsWhereTheServiceAllowsIt() throws InterruptedException {
        List<Double> late = late(200, 100, number -> Duration.ofSeconds(60 + 3 * number));

        assertThat(share(late, 0.99)).as("seconds late").isLessThan(5);
        assertThat(questions.size() / 200.0).as("questions a job").isLessThan(4);
    }

    @Test
    void shouldNotWaitForTheFirstWhenOthersOvertakeIt() throws InterruptedException {
        List<Double> late = late(100, 1, number -> Duration.ofSeconds(number == 0 ? 900 : 500 - 3 * number));

        assertThat(late.get(late.size() - 1)).as("seconds late").isLessThan(70);
        assertThat(questions.size() / 100.0).as("questions a job").isLessThan(20);
    }

    @Test
    void shouldAskSeldomForOneJobThatWaitsForHours() throws InterruptedException {
        List<Double> late = late(1, 100, number -> Duration.ofHours(5));

        assertThat(late.get(0)).as("seconds late").isLessThan(70);
        assertThat(questions).as("questions in five hours").hasSizeBetween(250, 450);
    }

    @Test
    void shouldNotFloodAServiceThatIsAskedForEachJobByItself() throws InterruptedException {
        slowest = Duration.ofSeconds(10);
        List<Double> late = late(600, 1, number -> Duration.ofSeconds(400 + number));

        Map<Long, Integer> inHalfAMinute = new HashMap<>();
        Instant first = ends.values().stream().min(Instant::compareTo).orElseThrow();
        questions.stream()
                .filter(at -> at.isBefore(first))
                .forEach(at -> inHalfAMinute.merge(at.getEpochSecond() / 30, 1, Integer::sum));
        // Every ten seconds for each would be 1800.
        assertThat(inHalfAMinute.values()).as("questions in 30 s").allMatch(count -> count <= 400);
        assertThat(share(late, 0.99)).as("seconds late").isLessThan(12);
    }
}
