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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The book of one month. What is not on the disk did not happen; a torn last line was never confirmed to anybody and is dropped. */
final class MonthBook {
    private final Path file;
    /** What each payer holds or was billed, by currency. */
    private final Map<Payer, Map<String, BigDecimal>> amounts = new LinkedHashMap<>();
    /** Those of them who were not billed yet: asked for at the end of every build of Jenkins, so never searched for. */
    private final Set<Payer> open = new LinkedHashSet<>();

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
            move(line.from(), line.to());
            return;
        }
        amounts.put(line.payer(), line.sums());
        if (line.kind() == LedgerLine.Kind.RESERVE) {
            open.add(line.payer());
        } else {
            open.remove(line.payer());
        }
    }

    private void move(String from, String to) {
        Map<Payer, Map<String, BigDecimal>> before = new LinkedHashMap<>(amounts);
        amounts.clear();
        before.forEach((payer, sums) -> amounts.put(payer.moved(from, to), sums));
        List<Payer> waiting = open();
        open.clear();
        waiting.forEach(payer -> open.add(payer.moved(from, to)));
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

    boolean knows(Payer payer) {
        return amounts.containsKey(payer);
    }

    /** Whether a payer holds an amount and was not billed. */
    boolean holds(Payer payer) {
        return open.contains(payer);
    }

    /** What those whom a condition holds for hold or were billed. */
    BigDecimal sum(String currency, Predicate<Payer> counted) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Payer, Map<String, BigDecimal>> entry : amounts.entrySet()) {
            if (counted.test(entry.getKey())) {
                sum = sum.add(entry.getValue().getOrDefault(currency, BigDecimal.ZERO));
            }
        }
        return sum;
    }

    /** All that was reserved or billed in a place, one amount for each currency. */
    List<Money> all(Predicate<Payer> counted) {
        var sums = new TreeMap<String, BigDecimal>();
        amounts.forEach((payer, parts) -> {
            if (counted.test(payer)) {
                parts.forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add));
            }
        });
        return sums.entrySet().stream()
                .map(sum -> new Money(sum.getValue(), sum.getKey()))
                .toList();
    }

    /** Those who hold an amount and were not billed. */
    List<Payer> open() {
        return List.copyOf(open);
    }

    /** What one payer holds or was billed. */
    List<Money> held(Payer payer) {
        return amounts.getOrDefault(payer, Map.of()).entrySet().stream()
                .map(sum -> new Money(sum.getValue(), sum.getKey()))
                .toList();
    }
}
