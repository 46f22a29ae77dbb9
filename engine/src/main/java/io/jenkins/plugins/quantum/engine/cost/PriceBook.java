package io.jenkins.plugins.quantum.engine.cost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What providers charge, each entry with its source and date. Prices change: every estimate names its date. Configuration adds
 * what the book lacks, and an administrator may put a negotiated price in the place of the book's.
 *
 * @param schemaVersion
 *     {@value #SCHEMA_VERSION}
 * @param version
 *     date of the newest change
 * @param marks
 *     what the marks of entries mean
 * @param devices
 *     the entries
 */
public record PriceBook(int schemaVersion, String version, Map<String, String> marks, List<Entry> devices) {
    public static final int SCHEMA_VERSION = 1;

    /** The mark of prices that the user's own configuration names. */
    public static final String CONFIGURED = "configured";

    public PriceBook {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "price book of schema " + schemaVersion + ", this version reads " + SCHEMA_VERSION);
        }
        marks = Map.copyOf(marks);
        devices = List.copyOf(devices);
    }

    /**
     * The price of a device.
     *
     * @param device
     *     {@code type} or {@code type/device}, in small letters, for example {@code braket/iqm/garnet}
     * @param source
     *     where the price was read
     * @param date
     *     when, ISO-8601; empty for a configured one
     * @param mark
     *     how sure it is, see {@link PriceBook#marks()}, or {@link PriceBook#CONFIGURED}
     */
    public record Entry(String device, Price price, String source, String date, String mark) {
        /** Where the price comes from, for a reader. */
        public String origin() {
            return date.isEmpty() ? source : source + ", " + date;
        }
    }

    /** The book with further entries; one for a device that the book has takes its place. */
    public PriceBook with(List<Entry> further) {
        Set<String> named = further.stream().map(Entry::device).collect(Collectors.toSet());
        return new PriceBook(
                schemaVersion,
                version,
                marks,
                Stream.concat(devices.stream().filter(entry -> !named.contains(entry.device())), further.stream())
                        .toList());
    }

    /** The prices that come with the program. */
    public static PriceBook bundled() {
        try (InputStream json = PriceBook.class.getResourceAsStream("price-book.json")) {
            return read(json);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own price book cannot be read", e);
        }
    }

    /** Reads a price book. */
    static PriceBook read(InputStream json) throws IOException {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readValue(json, PriceBook.class);
    }

    /** The entry of a device: the longest one that equals it or names a part of its path. */
    public Optional<Entry> find(String device) {
        String key = device.toLowerCase(Locale.ROOT);
        return devices.stream()
                .filter(e -> key.equals(e.device()) || key.startsWith(e.device() + "/"))
                .max(Comparator.comparingInt(e -> e.device().length()));
    }
}
