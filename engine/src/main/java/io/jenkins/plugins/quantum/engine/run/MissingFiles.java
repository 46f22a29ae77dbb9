package io.jenkins.plugins.quantum.engine.run;

import java.nio.file.Path;

/** Brings files that a suite names and that are not there: a seam, for runs that are prepared without a checkout. */
@FunctionalInterface
public interface MissingFiles {
    /** What is not there is missing. */
    MissingFiles NONE = (name, target) -> {};

    /**
     * Brings a file, if there is one.
     *
     * @param name
     *     relative to the root of the checkout, which is the folder that holds {@code .git}
     * @param target
     *     where it belongs; stays missing where there is no such file
     * @throws io.jenkins.plugins.quantum.engine.diagnostic.InputException
     *     when it cannot be brought
     */
    void bring(Path name, Path target);
}
