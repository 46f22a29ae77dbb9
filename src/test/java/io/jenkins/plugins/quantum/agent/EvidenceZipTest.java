package io.jenkins.plugins.quantum.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceZipTest {
    @TempDir
    private Path folder;

    private static List<String> names(byte[] packed) throws IOException {
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldPackTheJournalAndTheAnswersAndNothingElse() throws Exception {
        Files.createDirectories(folder.resolve("evidence/deeper"));
        Files.writeString(folder.resolve("journal.jsonl"), "{}\n");
        Files.writeString(folder.resolve("evidence/0a1b-2.json"), "{}");
        Files.writeString(folder.resolve("evidence/.hidden.json"), "{}");
        Files.writeString(folder.resolve("evidence/model.py"), "secret = 1");
        Files.writeString(folder.resolve("suite.yml"), "version: 1");
        Files.createSymbolicLink(folder.resolve("evidence/link.json"), folder.resolve("suite.yml"));

        byte[] packed = EvidenceZip.pack(folder);

        assertThat(names(packed)).containsExactly("journal.jsonl", "evidence/0a1b-2.json");
        assertThat(names(EvidenceZip.checked(packed))).isEqualTo(names(packed));
    }

    @Test
    void shouldPackNothingWhereNothingWasMeasured() throws Exception {
        assertThat(names(EvidenceZip.pack(folder))).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsTooMuch() throws Exception {
        try (var file = new RandomAccessFile(folder.resolve("journal.jsonl").toFile(), "rw")) {
            file.setLength(EvidenceZip.MOST_BYTES + 1);
        }

        assertThatThrownBy(() -> EvidenceZip.pack(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("64 MB");
        byte[] bomb = zip("journal.jsonl", new byte[(int) EvidenceZip.MOST_BYTES + 1]);
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> EvidenceZip.checked(bomb))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("64 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../journal.jsonl",
                "/etc/journal.jsonl",
                "evidence/../../x.json",
                "evidence/a/b.json",
                "evidence\\x.json",
                "evidence/x.html",
                "evidence/",
                "evidence/.json"
            })
    void shouldNotHandOnNamesThatANodeInvented(String name) throws Exception {
        byte[] sent = zip(name, "{}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> EvidenceZip.checked(sent))
                .isInstanceOf(IOException.class)
                .hasMessage("the node sent files that are no evidence");
    }

    @Test
    void shouldTakeWhatIsNoZipAsNothing() throws Exception {
        assertThat(names(EvidenceZip.checked("no zip".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }
}
