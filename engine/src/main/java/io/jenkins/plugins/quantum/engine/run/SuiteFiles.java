package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.suite.ConfinedFolder;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import io.jenkins.plugins.quantum.engine.suite.NumberFile;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
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

    Path resolve(FileRef reference) {
        return confined.resolve(reference.text(), reference.at());
    }

    LabelledData data(FileRef reference) {
        return LabelledData.read(resolve(reference), reference.text());
    }

    NumberFile numbers(FileRef reference) {
        return NumberFile.isNumber(reference.text())
                ? NumberFile.single(reference.text())
                : NumberFile.read(resolve(reference), reference.text());
    }
}
