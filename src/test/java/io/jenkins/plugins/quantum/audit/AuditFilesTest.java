package io.jenkins.plugins.quantum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFilesTest {
    @TempDir
    private Path folder;

    private AuditFiles files(String at, long largest) {
        return new AuditFiles(folder, Clock.fixed(Instant.parse(at), ZoneOffset.UTC), largest);
    }

    private static AuditLine line(String user, String note) {
        return new AuditLine(
                "2026-11-22T10:00:00Z", "submit", user, "UserIdCause", "team/a", 7, "ghz", "lab", 100, "3 USD", note);
    }

    @Test
    void shouldKeepEachMonthInFilesOfLimitedSize() throws IOException {
        files("2026-10-30T00:00:00Z", 100).append(line("ann", "one"));
        files("2026-11-01T00:00:00Z", 100).append(line("ann", "two"));
        files("2026-11-01T00:00:00Z", 100).append(line("ann", "three"));

        try (var all = Files.list(folder)) {
            assertThat(all.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("2026-10-001.jsonl", "2026-11-001.jsonl", "2026-11-002.jsonl");
        }
        assertThat(files("2026-11-02T00:00:00Z", 100).newest(2))
                .extracting(AuditLine::note)
                .containsExactly("three", "two");
        List<String> notes = new ArrayList<>();
        files("2026-11-02T00:00:00Z", 100).each(line -> notes.add(line.note()));
        assertThat(notes).containsExactly("one", "two", "three");
    }

    @Test
    void shouldRemoveMonthsThatNeedNotBeKept() throws IOException {
        files("2026-01-15T00:00:00Z", 1 << 20).append(line("ann", "old"));
        files("2026-11-15T00:00:00Z", 1 << 20).append(line("ann", "new"));
        files("2026-11-15T00:00:00Z", 1 << 20).expire(90);
        assertThat(files("2026-11-15T00:00:00Z", 1 << 20).newest(9))
                .extracting(AuditLine::note)
                .containsExactly("new");
    }

    @Test
    void shouldShowATornLineAndGoOnBehindIt() throws IOException {
        AuditFiles files = files("2026-11-15T00:00:00Z", 1 << 20);
        files.append(line("ann", "one"));
        Files.writeString(folder.resolve("2026-11-001.jsonl"), "{\"at\":\"20", StandardOpenOption.APPEND);
        files.append(line("ann", "two"));
        assertThat(files.newest(9)).extracting(AuditLine::deed).containsExactly("submit", "damaged", "submit");
    }

    @Test
    void shouldKeepALineALine() {
        AuditLine line = line("ann\r\nbob", "first\u0000\nsecond" + "x".repeat(5000));
        assertThat(line.toJson()).doesNotContain("\n").doesNotContain("\\n");
        assertThat(line.user()).isEqualTo("ann bob");
        assertThat(line.note()).hasSizeLessThan(2100);
        assertThat(AuditLine.fromJson(line.toJson())).isEqualTo(line);
        assertThat(new AuditLine("t", "erase", "u", null, null, 0, null, null, 0, null, null).toJson())
                .isEqualTo("{\"at\":\"t\",\"deed\":\"erase\",\"user\":\"u\"}");
    }

    @Test
    void shouldNotLetASpreadsheetRunACell() {
        assertThat(AuditPage.csv(List.of("=1+2", "say \"no\"", "plain", "-3", "@x")))
                .isEqualTo("\"'=1+2\",\"say \"\"no\"\"\",\"plain\",\"'-3\",\"'@x\"");
    }

    @Test
    void shouldRewriteWhatNamesAUser() throws IOException {
        AuditFiles files = files("2026-11-15T00:00:00Z", 1 << 20);
        files.append(line("ann", "x"));
        files.append(line("bob", "y"));
        files.rewrite(line -> line.as(line.user().equals("ann") ? "nobody" : line.user(), line.note()));
        assertThat(files.newest(9)).extracting(AuditLine::user).containsExactly("bob", "nobody");
    }
}
