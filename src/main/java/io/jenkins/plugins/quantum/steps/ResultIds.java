package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.quantum.report.ResultFiles;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of results: unique in a build, safe as a folder's name and in a URL. */
final class ResultIds {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST = 48;

    private ResultIds() {}

    /**
     * The wanted name of a result: as the user chose, else after the stage, else after the suite.
     *
     * @throws AbortException
     *     when the chosen id is not safe
     */
    @NonNull
    static String wanted(@NonNull SuiteOptions options, @CheckForNull String stage) throws AbortException {
        String chosen = options.getId();
        if (chosen != null) {
            if (!SAFE.matcher(chosen).matches()) {
                throw new AbortException("quantumTest: id '" + chosen
                        + "' must start with a letter or digit and hold only letters, digits and . _ - (at most 64)");
            }
            return chosen;
        }
        String base = stage == null ? suiteName(options.getSuite()) : stage;
        String safe = base.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        if (safe.isEmpty()) {
            safe = "quantum";
        }
        return safe.substring(0, Math.min(LONGEST, safe.length())).toLowerCase(Locale.ROOT);
    }

    /**
     * A name that was given to a step.
     *
     * @throws AbortException
     *     when it is not safe
     */
    @NonNull
    static String safe(@NonNull String id) throws AbortException {
        if (!SAFE.matcher(id).matches()) {
            throw new AbortException("quantumAwait: expected the id that quantumSubmit returned, found '" + id + "'");
        }
        return id;
    }

    /** The name that all shards of a suite and the step that merges them have in common. */
    @NonNull
    static String shards(@NonNull SuiteOptions options) throws AbortException {
        return wanted(options, null);
    }

    private static String suiteName(String suite) {
        String name = suite.substring(Math.max(suite.lastIndexOf('/'), suite.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Takes the wanted name in a build, with a number when another result has it: steps may run side by side. */
    @NonNull
    static String claim(@NonNull Run<?, ?> run, @NonNull String wanted) throws IOException {
        String id = wanted;
        for (int number = 2; !ResultFiles.of(run, id).claim(); number++) {
            id = wanted + "-" + number;
        }
        return id;
    }

    /** The name of the unit's folder on the node: no two builds share one, and no two steps of a build. */
    @NonNull
    static String unit(@NonNull Run<?, ?> run, @NonNull String step) {
        String build = run.getExternalizableId().replaceAll("[^A-Za-z0-9._-]+", "-");
        return build.substring(Math.max(0, build.length() - LONGEST)) + "-" + step;
    }
}
