package io.jenkins.plugins.quantum.agent;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What a run measured, as a file to keep: its journal, and the answer to every job. */
public final class EvidenceZip {
    /** Of packed and of unpacked bytes. */
    static final long MOST_BYTES = 64L << 20;

    private static final int MOST_FILES = 50_000;
    private static final String JOURNAL = "journal.jsonl";
    private static final String FOLDER = "evidence";
    private static final Pattern NAME =
            Pattern.compile("journal\\.jsonl|evidence/[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}\\.json");

    private EvidenceZip() {}

    /**
     * Packs what is in a run's folder.
     *
     * @return a zip; without entries where the run measured nothing
     * @throws IOException
     *     also when it is too much
     */
    @NonNull
    public static byte[] pack(@NonNull Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        long unpacked = 0;
        try (var zip = new ZipOutputStream(bytes)) {
            for (Path file : files(folder)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                unpacked += Files.size(file);
                requireRoom(unpacked);
                if (NAME.matcher(name).matches()) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }

    private static List<Path> files(Path folder) throws IOException {
        Path evidence = folder.resolve(FOLDER);
        if (!Files.isDirectory(evidence, LinkOption.NOFOLLOW_LINKS)) {
            return Stream.of(folder.resolve(JOURNAL))
                    .filter(EvidenceZip::isFile)
                    .toList();
        }
        try (Stream<Path> all = Files.list(evidence)) {
            return Stream.concat(Stream.of(folder.resolve(JOURNAL)), all.sorted())
                    .filter(EvidenceZip::isFile)
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static void requireRoom(long bytes) throws IOException {
        if (bytes > MOST_BYTES) {
            throw new IOException("the evidence of the run is larger than " + (MOST_BYTES >> 20) + " MB");
        }
    }

    /**
     * Packs anew what a node sent, which may be anybody's: whoever unpacks it later gets files with these names alone.
     *
     * @throws IOException
     *     when there are other names in it, or it is too much
     */
    @NonNull
    static byte[] checked(@NonNull byte[] packed) throws IOException {
        requireRoom(packed.length);
        var bytes = new ByteArrayOutputStream();
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        try (var in = new ZipInputStream(new ByteArrayInputStream(packed));
                var out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!NAME.matcher(entry.getName()).matches()
                        || !names.add(entry.getName())
                        || names.size() > MOST_FILES + 1) {
                    throw new IOException("the node sent files that are no evidence");
                }
                byte[] content = in.readNBytes((int) (MOST_BYTES - unpacked + 1));
                unpacked += content.length;
                requireRoom(unpacked);
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
