package io.jenkins.plugins.quantum.engine.backend;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a backend is opened with.
 *
 * @param name
 *     under which it will be known
 * @param options
 *     as configured: public, never a secret
 * @param credentials
 *     for the service
 * @param network
 *     the way to it
 */
public record BackendSettings(String name, Map<String, String> options, Credentials credentials, Network network) {
    public BackendSettings {
        options = Map.copyOf(options);
    }

    /** Settings of a backend on this machine. */
    public static BackendSettings local(String name, Map<String, String> options) {
        return new BackendSettings(name, options, Credentials.none(), Network.direct());
    }

    /** An option that may be left out. */
    public Optional<String> option(String key) {
        return Optional.ofNullable(options.get(key));
    }

    /**
     * An option that must be there.
     *
     * @param example
     *     a value to show when it is missing
     */
    public String require(String key, String example) throws BackendException {
        String value = options.get(key);
        if (value == null || value.isBlank()) {
            throw new BackendException(
                    "the option '" + key + "' is missing, for example " + key + ": " + example,
                    BackendException.Kind.REFUSED);
        }
        return value;
    }

    /**
     * A whole number within a range.
     *
     * @throws BackendException
     *     when the option is another
     */
    public long number(String key, long fallback, long least, long most) throws BackendException {
        String value = options.get(key);
        if (value == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BackendException(range(key, least, most, value), BackendException.Kind.REFUSED, e);
        }
        throw new BackendException(range(key, least, most, value), BackendException.Kind.REFUSED);
    }

    /**
     * An address of a service.
     *
     * @throws BackendException
     *     when the option cannot be read as one
     */
    public URI address(String key, String fallback) throws BackendException {
        try {
            return URI.create(options.getOrDefault(key, fallback).strip());
        } catch (IllegalArgumentException e) {
            throw new BackendException(
                    "expected " + key + " to be an address, for example " + fallback, BackendException.Kind.REFUSED, e);
        }
    }

    private static String range(String key, long least, long most, String value) {
        return "expected " + key + " from " + least + " to " + most + ", found '" + value + "'";
    }
}
