package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, or a folder that may not be written: exit code 2, one message, nothing that looks like a result. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class FullOutputTest {
    private static final String SUITE =
            """
            version: 1
            tests:
              - {name: ghz, circuit: ghz.qasm, noise: light, gates: {fidelity: {min: 0.80}, resources: {two-qubit: 2}}}
            """;

    @TempDir
    private Path folder;

    private CommandLineSession user;

    @BeforeEach
    void sitDown() throws IOException {
        user = new CommandLineSession(folder);
        user.write("ghz.qasm", CommandLineSession.GHZ);
        user.write("quantum.yml", SUITE);
    }

    @Test
    void shouldLeaveNoHalfResultOnAFullDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        // From too small for the journal to too small for the HTML report only, which is the largest.
        for (String size : new String[] {"8k", "16k", "64k", "512k"}) {
            assumeTrue(execute("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()), "needs root");
            try {
                assertThat(user.type("run", "--out", "disk/out")).as(size).isEqualTo(2);

                assertThat(user.err()).as(size).contains("cannot write").contains("--out");
                assertThat(messages(user.err())).as(user.err()).hasSize(1);
                Answers.assertPlainWords(user.err());
                assertThat(user.out()).isEmpty();
                assertNoHalfResult(disk.resolve("out"));
            } finally {
                assertThat(execute("umount", disk.toString())).isTrue();
            }
        }
    }

    @Test
    void shouldGoOnWhenThereIsSpaceAgain() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(execute("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()), "needs root");
        try {
            assertThat(user.type("run", "--out", "disk/out")).isEqualTo(2);
            assertThat(execute("mount", "-o", "remount,size=16m", disk.toString()))
                    .isTrue();

            assertThat(user.type("resume", "disk/out")).as(user.err()).isZero();

            assertThat(disk.resolve("out/result.json")).isNotEmptyFile();
        } finally {
            assertThat(execute("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void shouldLeaveNoHalfResultWhereFilesMayNotGrow() throws Exception {
        // Blocks of 512 bytes; the limit holds for each file, so that the large ones meet it.
        for (int blocks : new int[] {0, 1, 4, 100, 1000}) {
            String out = "limited-" + blocks;
            String words = limited(blocks, "run", "--out", out);

            assertThat(messages(words))
                    .as(blocks + ": " + words)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("cannot write");
            Answers.assertPlainWords(words);
            assertNoHalfResult(folder.resolve(out));
        }
    }

    private String limited(int blocks, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", "-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh"));
        command.add(Integer.toString(blocks));
        command.addAll(ChildCommandLine.command(arguments));
        // Its words go through a pipe: a file of them would be limited too.
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isEqualTo(2);
        return words;
    }

    @Test
    void shouldSayThatTheResultCouldNotBePrinted() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "there is no /dev/full");
        for (String[] arguments : new String[][] {{"run", "--json"}, {"run"}, {"schema"}, {"inspect", "ghz.qasm"}}) {
            Process process = new ProcessBuilder(ChildCommandLine.command(arguments))
                    .directory(folder.toFile())
                    .redirectOutput(Path.of("/dev/full").toFile())
                    .start();
            String words = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(words).isEqualTo(2);
            assertThat(messages(words)).as(words).hasSize(1);
            Answers.assertPlainWords(words);
        }
    }

    @Test
    void shouldRefuseAFolderThatMayNotBeWritten() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertThat(closed.toFile().setWritable(false)).isTrue();
        assumeTrue(!Files.isWritable(closed), "root may write everywhere");

        assertThat(user.type("run", "--out", "closed/out")).isEqualTo(2);

        Answers.assertOneMessage(user);
        assertThat(closed).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAPlaceWhereThereCanBeNoFolder() {
        assertThat(user.type("run", "--out", "/proc/qmlops")).isEqualTo(2);

        assertThat(user.err()).contains("/proc/qmlops").contains("--out");
        Answers.assertOneMessage(user);
    }

    /** The lines that are no progress of the run and no verdict. */
    private static List<String> messages(String words) {
        return words.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .filter(line -> !line.startsWith("quantum.yml: profile ")
                        && !line.startsWith("PASS  ")
                        && !line.startsWith("builtin: "))
                .toList();
    }

    private static void assertNoHalfResult(Path out) throws IOException {
        if (!Files.exists(out)) {
            return;
        }
        assertThat(out.resolve("result.json")).doesNotExist();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                assertThat(name).doesNotEndWith(".part");
                if (name.equals("junit.xml")) {
                    assertThat(file).content().endsWith("</testsuites>\n");
                } else if (name.equals("report.html")) {
                    assertThat(Files.readString(file).strip()).endsWith("</html>");
                } else if (name.endsWith(".json")) {
                    new com.fasterxml.jackson.databind.ObjectMapper().readTree(file.toFile());
                }
            }
        }
    }

    private static boolean execute(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
