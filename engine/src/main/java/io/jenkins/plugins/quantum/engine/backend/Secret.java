package io.jenkins.plugins.quantum.engine.backend;

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

    @Override
    public String toString() {
        return "****";
    }
}
