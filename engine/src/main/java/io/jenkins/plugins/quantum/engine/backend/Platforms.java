package io.jenkins.plugins.quantum.engine.backend;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which quantum computers and managed simulators there are, which adapters reach them, and how sure it is that an adapter speaks as the
 * service does.
 *
 * @param schemaVersion
 *     of this table
 * @param definition
 *     what is counted, in words
 * @param platforms
 *     one a product line
 * @param adapters
 *     one a type of backend that is a provider's service
 */
public record Platforms(int schemaVersion, String definition, List<Platform> platforms, List<Adapter> adapters) {
    public Platforms {
        platforms = List.copyOf(platforms);
        adapters = List.copyOf(adapters);
    }

    /**
     * A product line.
     *
     * @param name
     *     as its vendor calls it
     * @param vendor
     *     who makes it
     * @param kind
     *     quantum computer or simulator
     * @param technology
     *     of its qubits
     * @param routes
     *     types of backends through which it can be reached, also those for which there is no adapter
     * @param access
     *     who can get it
     * @param status
     *     at the last check
     * @param checked
     *     when, ISO-8601
     * @param source
     *     where that was read
     */
    public record Platform(
            String name,
            String vendor,
            Kind kind,
            String technology,
            List<String> routes,
            Access access,
            Status status,
            String checked,
            String source) {
        public Platform {
            routes = List.copyOf(routes);
        }

        /** Whether it counts: open to the public and live. */
        public boolean counts() {
            return access == Access.PUBLIC && status == Status.LIVE;
        }
    }

    /** Whether it measures or computes. */
    public enum Kind {
        @JsonProperty("qpu")
        QPU,
        @JsonProperty("simulator")
        SIMULATOR
    }

    /** Who can get it. */
    public enum Access {
        /** Anyone can sign up, buy or sign a contract. */
        @JsonProperty("public")
        PUBLIC,
        /** Research partners and previews. */
        @JsonProperty("agreement")
        AGREEMENT
    }

    /** Whether it runs. */
    public enum Status {
        @JsonProperty("live")
        LIVE,
        @JsonProperty("preview")
        PREVIEW,
        @JsonProperty("announced")
        ANNOUNCED,
        @JsonProperty("retired")
        RETIRED
    }

    /**
     * An adapter.
     *
     * @param type
     *     of its backends
     * @param confirmation
     *     how it is known that it speaks as the service does
     * @param by
     *     the client with its version, the schema, or the documentation
     * @param environment
     *     of the client in the tests, or empty
     * @param test
     *     class that shows it, or empty
     */
    public record Adapter(String type, Confirmation confirmation, String by, String environment, String test) {}

    /** How sure it is that an adapter speaks as the service does. */
    public enum Confirmation {
        /** The vendor's own client runs against the same fake service and sees the same counts. */
        @JsonProperty("vendor-client")
        VENDOR_CLIENT("confirmed by the vendor's client"),
        /** The vendor publishes the schema of its service, which requests and replies are held against. */
        @JsonProperty("published-schema")
        PUBLISHED_SCHEMA("confirmed by a published schema"),
        /** Documentation only. */
        @JsonProperty("documentation")
        DOCUMENTATION("documentation only");

        private final String words;

        Confirmation(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    /** The table that comes with the program. */
    public static Platforms bundled() {
        try (InputStream json = Platforms.class.getResourceAsStream("platforms.json")) {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(json, Platforms.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own table of platforms cannot be read", e);
        }
    }

    /**
     * How many of the platforms that count are reached.
     *
     * @param confirmed
     *     only by adapters that a vendor's client or a published schema confirms
     */
    public Coverage coverage(boolean confirmed) {
        Map<String, Adapter> byType = adapters.stream().collect(Collectors.toMap(Adapter::type, Function.identity()));
        List<Platform> counted = platforms.stream().filter(Platform::counts).toList();
        long reached = counted.stream()
                .filter(platform -> platform.routes().stream()
                        .map(byType::get)
                        .anyMatch(adapter -> adapter != null
                                && (!confirmed || adapter.confirmation() != Confirmation.DOCUMENTATION)))
                .count();
        return new Coverage((int) reached, counted.size());
    }

    /** A share of the platforms. */
    public record Coverage(int reached, int of) {
        /** In percent, to one digit. */
        public double percent() {
            return Math.round(1000.0 * reached / of) / 10.0;
        }

        @Override
        public String toString() {
            return reached + " of " + of + " (" + percent() + " %)";
        }
    }
}
