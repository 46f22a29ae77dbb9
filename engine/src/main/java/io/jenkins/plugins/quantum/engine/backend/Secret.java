package io.jenkins.plugins.quantum.engine.backend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A credential. It is shown to services only: its {@code toString} says nothing, and it is not serialisable. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a value, without the blanks and line ends around it that copying leaves.
     *
     * @throws IllegalArgumentException
     *     when nothing is left
     */
    public static Secret of(String value) {
        String stripped = Objects.requireNonNull(value).strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        return new Secret(stripped);
    }

    /** The value, for the service that it belongs to and nobody else. */
    public String reveal() {
        return value;
    }

    /**
     * Eight hexadecimal digits by which two accounts can be told apart: the beginning of the value's SHA-256, from which a key of a
     * service cannot be found.
     */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "****";
    }
}
