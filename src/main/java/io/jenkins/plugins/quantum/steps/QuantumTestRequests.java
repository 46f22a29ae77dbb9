package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** From options and build to the request that a unit gets. */
final class QuantumTestRequests {
    private QuantumTestRequests() {}

    static UnitRequest of(SuiteOptions options, Run<?, ?> run, @CheckForNull FilePath workspace, EnvVars variables) {
        List<UnitRequest.ConfiguredBackend> backends = QuantumGlobalConfiguration.get().getBackends().stream()
                .map(QuantumBackendConfiguration::toConfiguredBackend)
                .toList();
        Long shots = options.getShots();
        return new UnitRequest(
                workspace == null ? "" : workspace.getRemote(),
                options.getSuite(),
                text(options.getProfile()),
                isChangeRequest(run),
                text(options.getBackend()),
                shots == null ? 0 : shots,
                options.getSeed(),
                text(options.getMaxCost()),
                text(options.getOnly()),
                backends,
                Map.of(),
                provenance(variables),
                text(options.getShard()),
                options.isKeepEvidence());
    }

    private static boolean isChangeRequest(Run<?, ?> run) {
        return SCMHead.HeadByItem.findHead(run.getParent()) instanceof ChangeRequestSCMHead;
    }

    /** Only what says which code was tested; nothing that differs between equal builds of one commit. */
    private static Map<String, String> provenance(EnvVars variables) {
        var facts = new TreeMap<String, String>();
        for (String name : new String[] {"GIT_COMMIT", "GIT_BRANCH", "CHANGE_ID"}) {
            String value = variables.get(name);
            if (value != null) {
                facts.put(name, value);
            }
        }
        return facts;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
