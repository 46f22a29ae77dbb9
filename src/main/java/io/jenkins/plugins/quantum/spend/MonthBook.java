package io.jenkins.plugins.quantum.spend;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The book of one month. What is not on the disk did not happen; a torn last line was never confirmed to anybody and is dropped. */
final class MonthBook {
    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    /** What one payer holds or was billed. */
    private static final class Entry {
        private Payer payer;
        private Map<String, BigDecimal> amounts;
        private boolean open = true;
    }

    private MonthBook(Path file) {
        this.file = file;
    }

    /**
     * Reads a month's book; an empty one where there is none.
     *
     * @throws IOException
     *     when a line cannot be understood: then nobody knows what was spent
     */
    static MonthBook read(Path file) throws IOException {
        var book = new MonthBook(file);
        if (!Files.exists(file)) {
            return book;
        }
        byte[] bytes = Files.readAllBytes(file);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        int number = 0;
        for (String line :
                new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            try {
                book.take(LedgerLine.fromJson(line));
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "line " + number + " of " + file + " is damaged (" + e.getMessage()
                                + "); nothing is spent until an administrator has mended it",
                        e);
            }
        }
        return book;
    }

    private void take(LedgerLine line) {
        if (line.kind() == LedgerLine.Kind.MOVE) {
            entries.forEach(entry -> entry.payer = entry.payer.moved(line.from(), line.to()));
            return;
        }
        Entry entry = find(line.payer()).orElseGet(() -> {
            var fresh = new Entry();
            entries.add(fresh);
            return fresh;
        });
        entry.payer = line.payer();
        entry.amounts = line.sums();
        entry.open = line.kind() == LedgerLine.Kind.RESERVE;
    }

    /** Writes a line through to the disk, then counts it. */
    void add(LedgerLine line) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ByteBuffer bytes = ByteBuffer.wrap((line.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(before); // a full disk must not leave half a line before the next one
                throw e;
            }
        }
        take(line);
    }

    private Optional<Entry> find(Payer payer) {
        return entries.stream().filter(entry -> entry.payer.equals(payer)).findFirst();
    }

    boolean knows(Payer payer) {
        return find(payer).isPresent();
    }

    /** What those whom a condition holds for hold or were billed. */
    BigDecimal sum(String currency, Predicate<Payer> counted) {
        return entries.stream()
                .filter(entry -> counted.test(entry.payer))
                .map(entry -> entry.amounts.getOrDefault(currency, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** All that was reserved or billed in a place, one amount for each currency. */
    List<Money> all(Predicate<Payer> counted) {
        var currencies = new TreeSet<String>();
        entries.stream()
                .filter(entry -> counted.test(entry.payer))
                .forEach(entry -> currencies.addAll(entry.amounts.keySet()));
        return currencies.stream()
                .map(currency -> new Money(sum(currency, counted), currency))
                .toList();
    }

    /** Those who hold an amount and were not billed. */
    List<Payer> open() {
        return entries.stream()
                .filter(entry -> entry.open)
                .map(entry -> entry.payer)
                .toList();
    }

    List<Money> held(Payer payer) {
        return all(payer::equals);
    }
}
