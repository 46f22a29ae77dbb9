package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.quantum.engine.report.HtmlReport;
import io.jenkins.plugins.quantum.engine.report.JunitXml;
import io.jenkins.plugins.quantum.engine.report.MarkdownSummary;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files of one result in a build's folder. */
public final class ResultFiles {
    private static final List<String> OFFERED =
            List.of("result.json", "junit.xml", "summary.md", "evidence-node.zip", "evidence-services.zip");

    private final Path folder;

    private ResultFiles(Path folder) {
        this.folder = folder;
    }

    /** Those of a result. The id was checked when the result was made. */
    @NonNull
    public static ResultFiles of(@NonNull Run<?, ?> run, @NonNull String id) {
        return new ResultFiles(run.getRootDir().toPath().resolve("quantum").resolve(id));
    }

    /**
     * Takes the folder for a result that is still to come, so that no other result of the build gets its name.
     *
     * @return whether nobody had it
     */
    public boolean claim() throws IOException {
        Files.createDirectories(folder.resolveSibling(""));
        try {
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Gives the folder back when the result never came. */
    public void release() throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // there is a result: it stays
            return;
        }
    }

    /** Writes the files, each whole or not at all. The report is a megabyte for the library that draws its charts: it is made when somebody asks for it. */
    public void write(@NonNull RunResult result) throws IOException {
        Files.createDirectories(folder);
        write("result.json", ResultJson.write(result));
        write("junit.xml", JunitXml.write(result));
        write("summary.md", MarkdownSummary.write(result));
    }

    private void write(String name, String text) throws IOException {
        try (var writer = new AtomicFileWriter(folder.resolve(name), StandardCharsets.UTF_8)) {
            try {
                writer.write(text);
                writer.commit();
            } finally {
                writer.abort();
            }
        }
    }

    /**
     * Keeps what a part of the run measured.
     *
     * @param part
     *     {@code node} or {@code services}
     */
    public void writeEvidence(@NonNull String part, @NonNull byte[] zip) throws IOException {
        Files.createDirectories(folder);
        Path draft = folder.resolve("evidence-" + part + ".zip.part");
        Files.write(draft, zip);
        Files.move(draft, folder.resolve("evidence-" + part + ".zip"), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * What can be downloaded, in the order to show it.
     *
     * @param name
     *     of the file
     * @param bytes
     *     its size
     */
    public record Download(String name, long bytes) {
        /** The size for people; not named size(), which the expressions of pages take for their own function. */
        public String readableSize() {
            return bytes < 1 << 20 ? Math.max(1, bytes >> 10) + " kB" : (bytes >> 20) + " MB";
        }
    }

    /** The files that are there; no others of the folder are offered. */
    @NonNull
    List<Download> downloads() {
        List<Download> found = new ArrayList<>();
        for (String name : OFFERED) {
            try {
                var attributes = Files.readAttributes(
                        folder.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()) {
                    found.add(new Download(name, attributes.size()));
                }
            } catch (IOException e) {
                continue; // not there: builds of earlier versions have fewer files
            }
        }
        return found;
    }

    /** The result. */
    @NonNull
    public RunResult read() {
        return ResultJson.read(folder.resolve("result.json"));
    }

    /** The report: one file that needs no network. */
    @NonNull
    String report() throws IOException {
        return HtmlReport.write(read(), JenkinsFacade.echarts());
    }

    /** Where the files are. */
    Path folder() {
        return folder;
    }

    /** The folder: what belongs to a result that is still to come is kept there too. */
    @NonNull
    public Path path() {
        return folder;
    }
}
