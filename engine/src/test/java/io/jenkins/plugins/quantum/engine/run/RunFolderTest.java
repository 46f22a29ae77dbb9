package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.ChainBreaks;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackBrokenChainsAndReadEvidenceOfBeforeThem() throws Exception {
        var outcome = Outcome.sampled(new Counts(2, Map.of("01", 5L)), new ChainBreaks(2, 3, Map.of(0, 3L, 2, 2L)));
        var result = new JobResult(List.of(outcome), Map.of());
        try (RunFolder run = RunFolder.open(folder)) {
            run.keep("k", result);
            assertThat(run.kept("k")).contains(result);

            Path kept = run.file("evidence").resolve("k.json");
            String text = Files.readString(kept);
            assertThat(text).contains("\"chains\":{");
            Files.writeString(kept, text.replaceAll(",\"chains\":\\{.*?}}", ""));
            assertThat(run.kept("k")).contains(new JobResult(List.of(Outcome.sampled(outcome.counts())), Map.of()));
        }
    }

    @Test
    void shouldGiveBackExactlyTheNumbersThatWereKept() {
        var mean = new Distribution(2, Map.of("00", 0.1 + 0.2, "11", Math.nextUp(0.7)));
        var result = new JobResult(
                List.of(
                        Outcome.averaged(mean, List.of(mean, new Distribution(2, Map.of("01", 1.0 / 3)))),
                        Outcome.sampled(new Counts(2, Map.of("10", Long.MAX_VALUE / 4)))),
                Map.of("version", "x"));
        try (RunFolder run = RunFolder.open(folder)) {
            run.keep("k", result);
            assertThat(run.kept("k")).contains(result);
            assertThat(run.kept("other")).isEmpty();
        }
    }

    @Test
    void shouldRefuseAFolderThatAnotherRunIsUsing() {
        try (RunFolder first = RunFolder.open(folder)) {
            assertThat(first.path()).isEqualTo(folder);
            assertThatThrownBy(() -> RunFolder.open(folder))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("in use by another run");
        }
        RunFolder.open(folder).close();
    }

    @Test
    void shouldRemoveWhatAnEarlierRunLeftButWhatIsStillOfUse() {
        try (RunFolder run = RunFolder.open(folder)) {
            run.write("result.json", "{}");
            run.keep("old", new JobResult(List.of(), Map.of()));
            run.keep("reference", new JobResult(List.of(), Map.of()));
        }
        try (RunFolder run = RunFolder.open(folder)) {
            assertThat(run.kept("old")).isPresent();

            run.clear(Set.of("reference"));

            assertThat(run.kept("old")).isEmpty();
            assertThat(run.kept("reference")).isPresent();
            assertThat(run.file("result.json")).doesNotExist();
        }
    }

    @Test
    void shouldLeaveNoHalfOfAFileWhenItCannotBeWritten() throws Exception {
        try (RunFolder run = RunFolder.open(folder)) {
            Files.createDirectory(folder.resolve("report.html"));
            Files.writeString(folder.resolve("report.html/taken"), "");

            assertThatThrownBy(() -> run.write("report.html", "text")).isInstanceOf(OutputException.class);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void shouldSayWhenTheFolderCannotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> RunFolder.open(file.resolve("out")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot write");
    }
}
