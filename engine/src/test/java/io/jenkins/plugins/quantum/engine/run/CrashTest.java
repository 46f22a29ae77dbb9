package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Processes that die at any journal line and in any exchange, over a provider whose calls fail before and after their effect:
 * whatever is drawn, each job is accepted at most once, each accepted job is accounted for, and each result is its own.
 */
class CrashTest {
    private static final int MOST_CRASHES = 6;

    /** The end of a process: nothing in the program may catch it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    @Label("no duplicate, no silent loss, no wrong result, unknown only where nobody can tell")
    void shouldAccountForEveryJob(@ForAll Repetition repetition, @ForAll long seed) throws Exception {
        UniformRandomProvider random = Seed.generator(seed);
        Path folder = Files.createTempDirectory("qmlops-crash");
        try {
            var time = new SimulatedTime();
            ModelProvider provider = new ModelProvider("garnet", time, repetition)
                    .taking(Duration.ofSeconds(random.nextInt(600)), Duration.ofSeconds(random.nextInt(60)))
                    .invisibleFor(Duration.ofSeconds(random.nextInt(25)))
                    .limits(1 + random.nextInt(3), 1, 50 + random.nextInt(60));
            Job[] jobs = new Job[1 + random.nextInt(4)];
            for (int i = 0; i < jobs.length; i++) {
                jobs[i] = TinyJobs.of("job" + i, provider, 1 + random.nextInt(4), 100);
            }
            int crashes = random.nextInt(MOST_CRASHES + 1);
            for (int i = 0; i < crashes; i++) {
                provider.mishap(mishap(random, 0.25, 0.06));
                var process = new Process(folder, time, seed + i)
                        .journalClock(new BrokenClock(time, new Crash(), 1 + random.nextInt(40)));
                dies(process, jobs);
                cutOff(folder, random);
                time.sleep(Duration.ofSeconds(random.nextInt(900)));
            }
            provider.mishap(mishap(random, 0.25, 0));
            var last = new Process(folder, time, seed + MOST_CRASHES + 1);

            Map<String, JobRunner.Answer> answers = last.run(jobs);
            requireRightResults(provider, jobs, answers);
            requireNothingTwice(provider);
            if (repetition == Repetition.NONE) {
                requireAllAccountedFor(folder, provider, last.open());
            } else {
                assertThat(answers.values())
                        .extracting(JobRunner.Answer::failure)
                        .containsOnly("");
                assertThat(last.open()).isEmpty();
            }
        } finally {
            delete(folder);
        }
    }

    private static void dies(Process process, Job... jobs) throws InterruptedException {
        try {
            process.run(jobs);
        } catch (Crash e) {
            assertThat(e).as("what ended it").isInstanceOf(Crash.class);
        }
    }

    private static ModelProvider.Mishap mishap(UniformRandomProvider random, double faults, double crashes) {
        Kind[] without = {Kind.TRANSIENT, Kind.THROTTLED, Kind.OFFLINE, Kind.IN_DOUBT};
        return (call, done) -> {
            if (random.nextDouble() < crashes) {
                throw new Crash();
            }
            if (random.nextDouble() < faults) {
                Kind kind = done || call != Call.SUBMIT
                        ? call == Call.SUBMIT ? Kind.IN_DOUBT : Kind.TRANSIENT
                        : without[random.nextInt(without.length)];
                throw new BackendException("it went wrong", kind);
            }
        };
    }

    /** A crash in the middle of a line leaves a part of it. */
    private static void cutOff(Path folder, UniformRandomProvider random) throws IOException {
        String line = "{\"entry\":\"submitted\",\"key\":\"job0\",\"id\":\"job-1\"}";
        Files.writeString(
                folder.resolve(RunFolder.JOURNAL),
                line.substring(0, random.nextInt(line.length())),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void requireRightResults(ModelProvider provider, Job[] jobs, Map<String, JobRunner.Answer> answers) {
        for (Job job : jobs) {
            JobRunner.Answer answer = answers.get(job.key());
            if (answer.result() != null) {
                List<JobResult> right =
                        Parts.of(job).stream().map(provider::result).toList();
                assertThat(answer.result().outcomes())
                        .isEqualTo(Parts.join(job, right).outcomes());
            }
        }
    }

    private static void requireNothingTwice(ModelProvider provider) {
        assertThat(provider.jobs())
                .filteredOn(job -> !job.cancelled())
                .extracting(job -> job.request().id())
                .doesNotHaveDuplicates();
    }

    /** Each job that the provider accepted has brought its result, was cancelled, or is in the list of those that may bill. */
    private static void requireAllAccountedFor(Path folder, ModelProvider provider, List<RunResult.OpenBill> open) {
        List<String> missing = provider.jobs().stream()
                .filter(job -> !job.cancelled())
                .map(job -> job.request().id())
                .filter(key -> !Files.exists(folder.resolve("evidence/" + key.replace('/', '-') + ".json")))
                .toList();
        assertThat(open).hasSizeGreaterThanOrEqualTo(missing.size());
        assertThat(open).extracting(RunResult.OpenBill::state).isSubsetOf("UNKNOWN", "FINISHED", "OPEN");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                try {
                    Files.delete(file);
                } catch (NoSuchFileException e) {
                    assertThat(file).as("gone already").doesNotExist();
                }
            }
        }
    }
}
