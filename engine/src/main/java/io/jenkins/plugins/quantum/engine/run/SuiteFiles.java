package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.suite.ConfinedFolder;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import io.jenkins.plugins.quantum.engine.suite.NumberFile;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a suite names, found and read; a fault in finding one is told at the place where the suite names it. */
final class SuiteFiles {
    private final Path folder;
    private final ConfinedFolder confined;

    SuiteFiles(Path folder) {
        this.folder = folder;
        this.confined = ConfinedFolder.around(folder);
    }

    Path folder() {
        return folder;
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
            throw new InputException(
                    reference.at(),
                    "there is no such file: " + shown(reference),
                    "names in a suite are relative to the suite file");
        }
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
