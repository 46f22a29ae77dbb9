package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads and writes OpenQASM 2 and the circuit subset of OpenQASM 3. */
public final class Qasm {
    /** The size of a file that is read, in bytes. */
    public static final int LARGEST_FILE = 8 << 20;

    private Qasm() {}

    /**
     * A program.
     *
     * @param circuit
     *     with loops, registers and own gates written out
     * @param version
     *     of the language: 2 or 3
     * @param warnings
     *     what was read although the language does not have it, and what was dropped
     */
    public record Program(Circuit circuit, int version, List<Diagnostic> warnings) {
        public Program {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads a program.
     *
     * @param file
     *     its name for messages
     * @throws InputException
     *     with up to 20 errors, each with its place
     */
    public static Program read(String file, String text) {
        if (text.length() > LARGEST_FILE) {
            throw new InputException(SourcePosition.of(file), tooLarge(), "");
        }
        if (text.isBlank()) {
            throw new InputException(SourcePosition.of(file), "expected an OpenQASM program, found an empty file", "");
        }
        int nul = text.indexOf('\0');
        var source = new SourceText(file, text);
        if (nul >= 0) {
            throw new InputException(
                    source.position(nul), "expected the text of an OpenQASM program, found binary data", "");
        }
        var problems = new Problems(source);
        Syntax syntax = Parser.parse(source, problems);
        Circuit circuit = Interpreter.run(syntax, problems);
        return new Program(circuit, syntax.version(), problems.warnings());
    }

    /**
     * Reads a file.
     *
     * @throws InputException
     *     also when it is missing, unreadable, empty, binary or larger than {@link #LARGEST_FILE}
     */
    public static Program read(Path file) {
        return read(file, file.toString());
    }

    /**
     * Reads a file.
     *
     * @param shown
     *     its name for messages
     * @throws InputException
     *     also when it is missing, unreadable, empty, binary or larger than {@link #LARGEST_FILE}
     */
    public static Program read(Path file, String shown) {
        SourcePosition whole = SourcePosition.of(shown);
        if (!Files.exists(file)) {
            throw new InputException(whole, "there is no such file", "");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    whole,
                    "expected an OpenQASM file, found a " + (Files.isDirectory(file) ? "directory" : "device"),
                    "");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST_FILE + 1);
        } catch (IOException e) {
            throw new InputException(whole, "the file cannot be read: " + e.getMessage(), "check its permissions");
        }
        if (bytes.length > LARGEST_FILE) {
            throw new InputException(whole, tooLarge(), "");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(shown, text);
        } catch (CharacterCodingException e) {
            throw new InputException(whole, "expected the text of an OpenQASM program in UTF-8, found binary data", "");
        }
    }

    /**
     * Writes OpenQASM 2. Reading it back gives an equal circuit up to the names of registers and to conditions over several
     * steps, which become one condition for each.
     *
     * @throws IllegalArgumentException
     *     for what that language cannot say: inputs, else, conditions on parts of a register or within conditions, pragmas
     */
    public static String write2(Circuit circuit) {
        return new QasmWriter(circuit, false).write();
    }

    /** Writes OpenQASM 3. Reading it back gives an equal circuit up to the names of registers. */
    public static String write3(Circuit circuit) {
        return new QasmWriter(circuit, true).write();
    }

    private static String tooLarge() {
        return "the program is larger than " + (LARGEST_FILE >> 20) + " MB, the most that is read";
    }
}
