package io.jenkins.plugins.quantum.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a unit shall run. Crosses the channel by Java serialisation and is kept in a build as JSON, never by XStream.
 *
 * @param workspace
 *     path on the node: names of files are relative to it
 * @param suite
 *     the suite file, relative to the workspace
 * @param profile
 *     chosen profile, or empty
 * @param changeRequest
 *     whether the build is of a change request: then a profile named {@code pr} is taken where none was chosen
 * @param backend
 *     chosen backend, or empty
 * @param shots
 *     limit, 0 for none
 * @param seed
 *     root seed
 * @param maxCost
 *     limit, or empty
 * @param only
 *     chosen test, or empty
 * @param backends
 *     those that Jenkins configures
 * @param variables
 *     the step's environment; it may hold secrets and is never kept in a build
 * @param provenance
 *     facts for the result
 * @param share
 *     the shard of the tests, such as {@code 2/3}; empty for all
 * @param keepEvidence
 *     whether it goes on with what the job's earlier builds have kept, and keeps something for later ones
 */
public record UnitRequest(
        String workspace,
        String suite,
        String profile,
        boolean changeRequest,
        String backend,
        long shots,
        long seed,
        String maxCost,
        String only,
        List<ConfiguredBackend> backends,
        Map<String, String> variables,
        Map<String, String> provenance,
        String share,
        boolean keepEvidence)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public UnitRequest {
        share = share == null ? "" : share;
    }

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of requests that another version kept
            .build();

    /**
     * A backend of the configuration.
     *
     * @param name
     *     as suites name it
     * @param type
     *     its kind
     * @param options
     *     by name
     */
    public record ConfiguredBackend(String name, String type, Map<String, String> options) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** The same with the environment of the step as it is now. */
    @NonNull
    public UnitRequest withVariables(@NonNull Map<String, String> now) {
        return new UnitRequest(
                workspace,
                suite,
                profile,
                changeRequest,
                backend,
                shots,
                seed,
                maxCost,
                only,
                backends,
                new TreeMap<>(now),
                provenance,
                share,
                keepEvidence);
    }

    /** Without variables: a request may be logged. */
    @Override
    public String toString() {
        return "UnitRequest[" + suite + ", profile " + profile + ", backend " + backend + "]";
    }

    /** As JSON, without the variables. */
    @NonNull
    public String toJson() {
        try {
            return MAPPER.writeValueAsString(withVariables(Map.of()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is plain data", e);
        }
    }

    /** From JSON. */
    @NonNull
    public static UnitRequest fromJson(@NonNull String json) {
        try {
            return MAPPER.readValue(json, UnitRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request kept in the build cannot be read", e);
        }
    }
}
