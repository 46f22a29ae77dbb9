package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A text file of a user, read whole: bounded, UTF-8, not empty, without a byte order mark.
 *
 * @param sha256
 *     of its bytes, in hexadecimal
 */
record TextFile(String text, String sha256) {
    static final int LARGEST = 10_000_000;

    /**
     * Reads a file.
     *
     * @param name
     *     as the user knows it
     * @throws InputException
     *     when there is no such file, or it is a folder, empty, too large, or not text
     */
    static TextFile read(Path file, String name) {
        SourcePosition at = SourcePosition.of(name);
        if (!Files.exists(file)) {
            throw new InputException(at, "expected a file, found none of that name", "paths are relative to the suite");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(at, "expected a file, found a folder or device", "name the file in it");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw new InputException(at, "expected a file that can be read, found: " + e.getMessage(), "");
        }
        if (bytes.length > LARGEST) {
            throw new InputException(at, "expected a file of at most 10 MB, found a larger one", "use fewer points");
        }
        String text = decode(bytes, at);
        if (text.isBlank()) {
            throw new InputException(at, "expected content, found an empty file", "");
        }
        return new TextFile(text, sha256(bytes));
    }

    private static String decode(byte[] bytes, SourcePosition at) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        } catch (CharacterCodingException e) {
            // answered below, like text with NUL characters
        }
        throw new InputException(at, "expected text in UTF-8, found binary content", "save the file as UTF-8 text");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
