package io.jenkins.plugins.quantum.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Folders on their way between a node and the controller: what a node has prepared, and what is kept between builds. The node may be anybody's: sizes and names are checked. */
final class PreparedFiles {
    /** Of packed and of unpacked bytes. */
    static final long MOST_BYTES = 128L << 20;

    static final int MOST_FILES = 20_000;

    private static final String FOLDER = "prepared";
    private static final String LAST = "prepared.json";

    private PreparedFiles() {}

    /** Where a unit prepares it. */
    static Path folder(Path unit) {
        return unit.resolve(FOLDER);
    }

    /** Whether a unit has prepared something whole. */
    static boolean areIn(File unit) {
        return Files.isRegularFile(folder(unit.toPath()).resolve(LAST));
    }

    static byte[] pack(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !String.valueOf(file.getFileName()).equals(".lock"))
                    .sorted()
                    .toList();
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
                requireRoom(bytes.size());
            }
        }
        return bytes.toByteArray();
    }

    private static void requireRoom(long bytes) throws IOException {
        if (bytes > MOST_BYTES) {
            throw new IOException(
                    "what goes from a node to the controller, or back, is larger than " + (MOST_BYTES >> 20) + " MB");
        }
    }

    static void unpack(byte[] packed, Path target) throws IOException {
        requireRoom(packed.length);
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        delete(draft);
        Files.createDirectories(draft);
        long bytes = 0;
        int files = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = draft.resolve(entry.getName()).normalize();
                files++;
                if (files > MOST_FILES || entry.isDirectory() || !file.startsWith(draft) || file.equals(draft)) {
                    throw new IOException("the node sent files that are not those of a run");
                }
                Files.createDirectories(file.resolveSibling(""));
                byte[] content = zip.readNBytes((int) (MOST_BYTES - bytes + 1));
                bytes += content.length;
                requireRoom(bytes);
                Files.write(file, content);
            }
        }
        delete(target);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
