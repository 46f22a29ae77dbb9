package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.suite.ConfinedFolder;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import io.jenkins.plugins.quantum.engine.suite.NumberFile;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The files that a suite names, found and read; a fault in finding one is told at the place where the suite names it. */
final class SuiteFiles {
    private final Path folder;
    private final ConfinedFolder confined;
    private final Set<Path> read = new LinkedHashSet<>();
    private final MissingFiles missing;

    SuiteFiles(Path folder) {
        this(folder, MissingFiles.NONE);
    }

    SuiteFiles(Path folder, MissingFiles missing) {
        this.folder = folder;
        this.missing = missing;
        this.confined = ConfinedFolder.around(folder);
    }

    Path folder() {
        return folder;
    }

    /** The folder above which nothing is read. */
    Path root() {
        return confined.root();
    }

    /** The files that were found so far; absolute. */
    Set<Path> read() {
        return Collections.unmodifiableSet(read);
    }

    /** A file beside the suite is read, if it is there. */
    void reads(String name) {
        Path file = folder.resolve(name).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            missing.bring(confined.root().relativize(file), file);
        }
        if (Files.exists(file)) {
            read.add(file);
        }
    }

    /**
     * A file that a suite names.
     *
     * @throws InputException
     *     when it may not be read or is not there
     */
    Path resolve(FileRef reference) {
        Path file = confined.resolve(reference.text(), reference.at());
        if (!Files.exists(file)) {
            missing.bring(confined.root().relativize(file), file);
        }
        if (!Files.exists(file)) {
            throw new InputException(
                    reference.at(),
                    "there is no such file: " + shown(reference),
                    "names in a suite are relative to the suite file");
        }
        read.add(file);
        return file;
    }

    /** The name of a file as seen from where the user is: beside the suite as the user named that. */
    static String shown(FileRef reference) {
        return Path.of(reference.at().file())
                .resolveSibling(reference.text())
                .normalize()
                .toString()
                .replace('\\', '/');
    }

    LabelledData data(FileRef reference) {
        return LabelledData.read(resolve(reference), shown(reference));
    }

    NumberFile numbers(FileRef reference) {
        return NumberFile.isNumber(reference.text())
                ? NumberFile.single(reference.text())
                : NumberFile.read(resolve(reference), shown(reference));
    }
}
