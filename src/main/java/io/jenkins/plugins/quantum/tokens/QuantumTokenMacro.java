package io.jenkins.plugins.quantum.tokens;

import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.tokenmacro.DataBoundTokenMacro;
import org.jenkinsci.plugins.variant.OptionalExtension;

/**
 * {@code ${QUANTUM}}: the verdicts of a build in words, {@code ${QUANTUM, result="nightly"}} those of one result, {@code ${QUANTUM, show="reasons"}} why it is not green.
 * Money is left out: whoever gets a mail may be somebody who may not see it.
 */
@OptionalExtension(requirePlugins = "token-macro")
public final class QuantumTokenMacro extends DataBoundTokenMacro {
    private static final String NAME = "QUANTUM";

    /** Name of the result; empty for all of the build. */
    @Parameter
    public String result = "";

    /** {@code verdicts} or {@code reasons}. */
    @Parameter
    public String show = "verdicts";

    @Override
    public boolean acceptsMacroName(String macroName) {
        return NAME.equals(macroName);
    }

    @Override
    public List<String> getAcceptedMacroNames() {
        return List.of(NAME);
    }

    @Override
    public String evaluate(AbstractBuild<?, ?> build, TaskListener listener, String macroName) {
        return evaluate(build, null, listener, macroName);
    }

    @Override
    public String evaluate(Run<?, ?> run, FilePath workspace, TaskListener listener, String macroName) {
        List<QuantumBuildAction> results = run.getActions(QuantumBuildAction.class).stream()
                .filter(action -> result.isEmpty() || action.getId().equals(result))
                .toList();
        return results.stream()
                .map(action -> show.equals("reasons")
                        ? String.join("\n", action.reasonsWithoutMoney())
                        : (results.size() > 1 ? action.getId() + ": " : "") + action.getCounts())
                .collect(Collectors.joining("\n"));
    }
}
