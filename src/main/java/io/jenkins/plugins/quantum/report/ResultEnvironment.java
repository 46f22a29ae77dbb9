package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.List;
import java.util.Locale;

/** Tells later steps of a build what its results were. Nothing here comes from a text that somebody else wrote. */
@Extension
public final class ResultEnvironment extends EnvironmentContributor {
    @Override
    @SuppressWarnings("rawtypes") // the method of the base class has no parameters
    public void buildEnvironmentFor(@NonNull Run run, @NonNull EnvVars variables, @NonNull TaskListener listener) {
        Run<?, ?> build = run;
        List<QuantumBuildAction> results = build.getActions(QuantumBuildAction.class);
        if (results.isEmpty()) {
            return;
        }
        int passed = 0;
        int failed = 0;
        int undecided = 0;
        for (QuantumBuildAction result : results) {
            passed += result.getPassed();
            failed += result.getFailed();
            undecided += result.getUndecided();
            String name = result.getId().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            variables.put("QUANTUM_" + name + "_EXIT_CODE", Integer.toString(result.getExitCode()));
        }
        variables.put("QUANTUM_PASSED", Integer.toString(passed));
        variables.put("QUANTUM_FAILED", Integer.toString(failed));
        variables.put("QUANTUM_UNDECIDED", Integer.toString(undecided));
        variables.put("QUANTUM_VERDICT", failed > 0 ? "FAIL" : undecided > 0 ? "UNDECIDED" : "PASS");
    }
}
