package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the journal and the kept results say, so that no job is paid for twice. */
class JobRecordTest extends ServiceJobs {
    @Test
    void shouldWriteTokenDeviceAndWorstCostBeforeTheSubmission() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN);

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 2, 1000))
                        .get("a")
                        .result()
                        .outcomes())
                .hasSize(2);

        Journal.Intent intent = journal(Journal.Intent.class).get(0);
        assertThat(intent.token()).isEqualTo("token-1-0");
        assertThat(intent.device()).isEqualTo("braket/iqm/garnet");
        assertThat(intent.shots()).isEqualTo(2000);
        assertThat(intent.worst()).isEqualTo("3.20 USD");
        assertThat(intent.at()).isEqualTo(SimulatedTime.START.toString());
        assertThat(garnet.jobs()).singleElement().satisfies(job -> assertThat(job.token())
                .isEqualTo("token-1-0"));
        assertThat(process.spent()).isEqualTo("3.20 USD");
        assertThat(process.open()).isEmpty();
    }

    @Test
    void shouldGiveAnotherRunsSameJobAnotherToken() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN);
        process().run(TinyJobs.of("a", garnet, 1, 10));
        new Process(folder.resolve("other"), time, 2).run(TinyJobs.of("a", garnet, 1, 10));

        assertThat(garnet.jobs())
                .extracting(ModelProvider.Job::token)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void shouldSplitWhatIsTooLargeAndJoinItInOrder() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN).limits(2, 10, 400);

        var answer = process().run(TinyJobs.of("a", garnet, 3, 1000)).get("a");

        assertThat(garnet.jobs())
                .extracting(job -> job.request().id() + " "
                        + job.request().bindings().size() + " " + job.request().shots())
                .containsExactlyInAnyOrder(
                        "a/0 2 334", "a/1 2 333", "a/2 2 333", "a/3 1 334", "a/4 1 333", "a/5 1 333");
        assertThat(garnet.jobs()).extracting(job -> job.request().seed()).doesNotHaveDuplicates();
        assertThat(answer.result().outcomes())
                .extracting(outcome -> outcome.counts().shots())
                .containsExactly(1000L, 1000L, 1000L);
        Counts first =
                garnet.result(garnet.jobs().get(0).request()).outcomes().get(0).counts();
        assertThat(answer.result().outcomes().get(0).counts().counts().keySet())
                .containsAll(first.counts().keySet());
        assertThat(folder.resolve("evidence/a-0.json")).isRegularFile();
        assertThat(process().run(TinyJobs.of("a", garnet, 3, 1000)).get("a")).isEqualTo(answer);
        assertThat(garnet.jobs()).hasSize(6);
    }

    @Test
    void shouldRunOnlyTheMissingPartAgain() throws Exception {
        ModelProvider garnet = provider(Repetition.NONE).limits(1, 1, 1000);
        process().run(TinyJobs.of("a", garnet, 3, 100));
        Files.delete(folder.resolve("evidence/a-1.json"));

        assertThat(process().run(TinyJobs.of("a", garnet, 3, 100)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).as("what was paid for is fetched once more").hasSize(3);
    }

    @Test
    void shouldGoOnWithTheJobOfAProcessThatDied() throws Exception {
        ModelProvider garnet = provider(Repetition.NONE);
        process().run(TinyJobs.of("a", garnet, 1, 10));
        List<String> lines = Files.readAllLines(folder.resolve(RunFolder.JOURNAL));
        Files.write(folder.resolve(RunFolder.JOURNAL), lines.subList(0, 2));
        Files.delete(folder.resolve("evidence/a.json"));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldReadJournalsWithLinesThatItDoesNotKnow() throws Exception {
        ModelProvider garnet = provider(Repetition.NONE);
        process().run(TinyJobs.of("a", garnet, 1, 10));
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(RunFolder.JOURNAL)));
        lines.add(1, "{\"entry\":\"of-a-newer-version\",\"key\":\"a\"}");
        lines.add(1, "\u0000\u0000\u0000");
        Files.write(folder.resolve(RunFolder.JOURNAL), lines.subList(0, 4));
        Files.delete(folder.resolve("evidence/a.json"));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldStopAtADiskThatIsFull() {
        ModelProvider garnet = provider(Repetition.NONE);
        Process process = process().journalClock(new BrokenClock(time, new OutputException("the disk is full"), 2));

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 10), TinyJobs.of("b", garnet, 1, 10)))
                .isInstanceOf(OutputException.class)
                .hasMessage("the disk is full");
        assertThat(garnet.jobs())
                .as("cancelled, though it could not be written")
                .allMatch(ModelProvider.Job::cancelled);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
    }
}
