package io.jenkins.plugins.quantum.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of results: unique in a build, safe as a folder's name and in a URL. */
final class ResultIds {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST = 48;

    private ResultIds() {}

    /**
     * The id of a result: as the user chose, else after the stage, else after the suite; numbered when it is taken.
     *
     * @throws AbortException
     *     when the chosen id is not safe
     */
    static String of(QuantumTestOptions options, String stage, Run<?, ?> run) throws AbortException {
        String chosen = options.getId();
        if (chosen != null) {
            if (!SAFE.matcher(chosen).matches()) {
                throw new AbortException("quantumTest: id '" + chosen
                        + "' must start with a letter or digit and hold only letters, digits and . _ - (at most 64)");
            }
            return free(chosen, run);
        }
        String base = stage == null ? suiteName(options.getSuite()) : stage;
        String safe = base.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        if (safe.isEmpty()) {
            safe = "quantum";
        }
        return free(safe.substring(0, Math.min(LONGEST, safe.length())).toLowerCase(Locale.ROOT), run);
    }

    private static String suiteName(String suite) {
        String name = suite.substring(Math.max(suite.lastIndexOf('/'), suite.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String free(String wanted, Run<?, ?> run) {
        List<String> taken = run.getActions(QuantumBuildAction.class).stream()
                .map(QuantumBuildAction::getId)
                .collect(Collectors.toList());
        String id = wanted;
        for (int number = 2; taken.contains(id); number++) {
            id = wanted + "-" + number;
        }
        return id;
    }

    /** The name of the unit's folder on the node: no two builds share one. */
    static String unit(Run<?, ?> run, String resultId) {
        String build = run.getExternalizableId().replaceAll("[^A-Za-z0-9._-]+", "-");
        return build.substring(Math.max(0, build.length() - LONGEST)) + "-" + resultId;
    }
}
