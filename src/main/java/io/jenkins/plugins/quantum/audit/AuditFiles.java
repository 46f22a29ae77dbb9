package io.jenkins.plugins.quantum.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines on the disk: one file for each month (UTC), several where they grow large; old months are removed. */
final class AuditFiles {
    private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d{2})-(\\d{3})\\.jsonl");

    private final Path folder;
    private final Clock clock;
    private final long largest;

    /**
     * Files in a folder.
     *
     * @param largest
     *     bytes after which a month's next file begins
     */
    AuditFiles(Path folder, Clock clock, long largest) {
        this.folder = folder;
        this.clock = clock;
        this.largest = largest;
    }

    synchronized void append(AuditLine line) throws IOException {
        Files.createDirectories(folder);
        Path file = current();
        Files.writeString(
                file,
                (endsWithinALine(file) ? "\n" : "") + line.toJson() + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static boolean endsWithinALine(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            channel.position(channel.size() - 1);
            var last = java.nio.ByteBuffer.allocate(1);
            channel.read(last);
            return last.get(0) != '\n';
        }
    }

    private Path current() throws IOException {
        YearMonth month = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        int number = 1;
        Path file = file(month, number);
        while (Files.exists(file) && Files.size(file) >= largest) {
            number++;
            file = file(month, number);
        }
        return file;
    }

    private Path file(YearMonth month, int number) {
        return folder.resolve(String.format(java.util.Locale.ROOT, "%s-%03d.jsonl", month, number));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file ->
                            NAME.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    /** All lines, the oldest first. */
    void each(Consumer<AuditLine> reader) throws IOException {
        for (Path file : files()) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                lines.map(AuditLine::fromJson).forEach(reader);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    /** The newest lines, the newest first. */
    List<AuditLine> newest(int most) throws IOException {
        List<Path> files = new ArrayList<>(files());
        Collections.reverse(files);
        List<AuditLine> newest = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            Collections.reverse(lines);
            lines.stream().limit(most - newest.size()).map(AuditLine::fromJson).forEach(newest::add);
            if (newest.size() >= most) {
                break;
            }
        }
        return newest;
    }

    /** Removes the months that ended more than a number of days ago. */
    synchronized void expire(int days) throws IOException {
        var kept = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(days);
        for (Path file : files()) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && YearMonth.parse(name.group(1)).atEndOfMonth().isBefore(kept)) {
                Files.delete(file);
            }
        }
    }

    /** Writes each file anew with other lines. */
    synchronized void rewrite(UnaryOperator<AuditLine> change) throws IOException {
        for (Path file : files()) {
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                lines.add(change.apply(AuditLine.fromJson(line)).toJson());
            }
            Path fresh = Files.createTempFile(folder, "rewrite", ".tmp");
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
