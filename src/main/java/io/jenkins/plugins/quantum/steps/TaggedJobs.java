package io.jenkins.plugins.quantum.steps;

import hudson.model.Run;
import io.jenkins.plugins.quantum.config.ControllerAccess;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.run.BackendPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider's own list says of the jobs of a {@code withQuantum} block.
 *
 * @param forgotten
 *     ids that carry the block's tag and that its code did not record
 * @param unknown
 *     ids that the code recorded and that the provider does not know
 */
record TaggedJobs(List<String> forgotten, List<String> unknown) {
    /** Names the tag, for code in the block. */
    static final String VARIABLE = "QMLOPS_TAG";

    /** More questions than these are not worth the wait. */
    private static final int MOST_ASKED = 200;

    /** Recorded ids come from code of the build and stand in addresses: others are no ids of a service. */
    private static final String ID = "[A-Za-z0-9_-]{1,100}";

    /**
     * Asks for it.
     *
     * @param recorded
     *     by the code
     * @return empty where the provider's list cannot be searched for tags
     * @throws BackendException
     *     when the service cannot be asked
     */
    static Optional<TaggedJobs> of(
            QuantumBackendConfiguration configured, Run<?, ?> run, String tag, List<String> recorded)
            throws BackendException {
        if (configured.service().isEmpty()) {
            return Optional.empty();
        }
        try (BackendPool pool = ControllerAccess.pool(configured, run)) {
            Backend backend = ControllerAccess.open(pool, configured.getName());
            Optional<List<String>> tagged = backend.tagged(tag);
            if (tagged.isEmpty()) {
                return Optional.empty();
            }
            List<String> forgotten = tagged.get().stream()
                    .filter(id -> RecordedJobs.shown(id) && !recorded.contains(id))
                    .limit(RecordedJobs.MOST_JOBS)
                    .toList();
            List<String> asked = recorded.stream()
                    .filter(id -> !tagged.get().contains(id))
                    .limit(MOST_ASKED)
                    .toList();
            return Optional.of(new TaggedJobs(forgotten, unknown(backend, asked)));
        }
    }

    private static List<String> unknown(Backend backend, List<String> ids) throws BackendException {
        var unknown = new ArrayList<String>();
        for (String id : ids) {
            var job = new JobRef(backend.name(), id, Map.of());
            if (!id.matches(ID) || backend.status(List.of(job)).get(0).state() == JobStatus.State.LOST) {
                unknown.add(id);
            }
        }
        return unknown;
    }
}
