package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QasmFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadAFileWithByteOrderMark() throws IOException {
        Path file = write("\uFEFFOPENQASM 2.0;\nqreg q[2];\n".getBytes(StandardCharsets.UTF_8));
        Qasm.Program program = Qasm.read(file);
        assertThat(program.version()).isEqualTo(2);
        assertThat(program.circuit().qubits()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAMissingFile() {
        assertRefused(folder.resolve("nowhere.qasm"), "there is no such file");
    }

    @Test
    void shouldRefuseADirectory() {
        assertRefused(folder, "found a directory");
    }

    @Test
    void shouldRefuseAnEmptyFile() throws IOException {
        assertRefused(write(new byte[0]), "found an empty file");
        assertRefused(write(" \n\t\n".getBytes(StandardCharsets.UTF_8)), "found an empty file");
    }

    @Test
    void shouldRefuseBinaryFiles() throws IOException {
        assertRefused(write(new byte[] {'q', 'r', (byte) 0xC3, 0x28, 'x'}), "found binary data");
        assertRefused(write(new byte[] {'q', 'r', 0, 'x'}), "found binary data");
    }

    @Test
    void shouldRefuseOversizeFiles() throws IOException {
        byte[] blanks = " ".repeat(Qasm.LARGEST_FILE + 1).getBytes(StandardCharsets.UTF_8);
        assertRefused(write(blanks), "larger than 8 MB");
        assertThatThrownBy(() -> Qasm.read("test", " ".repeat(Qasm.LARGEST_FILE + 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("larger than 8 MB");
    }

    @Test
    void shouldReadAFileOfTheLargestSize() throws IOException {
        String program = "qubit q;\n" + "U(0.1,0.2,0.3) q;//padding for a large file that goes on\n".repeat(140_000);
        Path file = write(program.getBytes(StandardCharsets.UTF_8));
        assertThat(Qasm.read(file).circuit().instructions()).hasSize(140_000);
    }

    @Test
    void shouldShowTheLineWithACaret() throws IOException {
        Path file = write("OPENQASM 2.0;\r\nqreg q[1];\r\n  CX q[0], p[0];\r\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Qasm.read(file))
                .hasMessage(file + ":3:12: unknown quantum register 'p'\n"
                        + "      CX q[0], p[0];\n"
                        + "               ^\n"
                        + "    declare it before its first use");
    }

    @Test
    void shouldReportSeveralErrorsInOrder() {
        assertThatThrownBy(
                        () -> Qasm.read("f", "OPENQASM 2.0;\nqreg q[;\nqreg r[2]\ncreg c[1];\nCX r[0] r[1];\nx r[0]\n"))
                .isInstanceOfSatisfying(InputException.class, e -> assertThat(e.diagnostics())
                        .extracting(d -> d.at() + " " + d.message())
                        .containsExactly(
                                "f:2:8 expected an expression, found ';'",
                                "f:4:1 expected ';', found 'creg'",
                                "f:5:9 expected ';', found 'r'",
                                "f:6:7 expected ';', found end of file"));
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("program.qasm"), content);
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Qasm.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(reason);
    }
}
