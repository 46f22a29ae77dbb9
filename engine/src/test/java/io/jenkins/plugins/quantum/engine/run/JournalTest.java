package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadBackWhatItWrote() {
        Path file = folder.resolve("journal.jsonl");
        var started = new Journal.Started(
                1,
                "/s/quantum.yml",
                "quantum.yml",
                "ab",
                null,
                "aer",
                100,
                -5,
                "2 USD",
                null,
                3,
                "/kept",
                "2026-01-01T00:00:00Z",
                "2/3 remote");
        try (Journal journal = Journal.open(file)) {
            journal.add(started);
            journal.add(new Journal.Finished(5));
        }

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.earlier()).containsExactly(started, new Journal.Finished(5));
        }
    }

    @Test
    void shouldDropALineThatACrashCutOffAndWriteOnAfterTheLastWholeOne() throws Exception {
        Path file = folder.resolve("journal.jsonl");
        try (Journal journal = Journal.open(file)) {
            journal.add(new Journal.Intent("k", "b", "t", "b/d", 100, "0.45 USD", "2026-01-01T00:00:00Z"));
        }
        Files.writeString(file, "{\"entry\":\"submitted\",\"key\":\"k\",\"i", StandardOpenOption.APPEND);

        try (Journal journal = Journal.open(file)) {
            journal.add(new Journal.Submitted("k", "id", Map.of("width", "3"), "2026-01-01T00:00:01Z"));
        }

        assertThat(Journal.read(file))
                .containsExactly(
                        new Journal.Intent("k", "b", "t", "b/d", 100, "0.45 USD", "2026-01-01T00:00:00Z"),
                        new Journal.Submitted("k", "id", Map.of("width", "3"), "2026-01-01T00:00:01Z"));
    }

    @Test
    void shouldBeEmptyWhereThereIsNoFile() {
        assertThat(Journal.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void shouldSayWhenItCannotBeWritten() {
        assertThatThrownBy(() -> Journal.open(folder.resolve("no/such/folder.jsonl")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining("--out");
    }
}
