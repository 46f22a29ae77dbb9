package io.jenkins.plugins.quantum.engine.backend.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.Map;
import java.util.Optional;

/** How one vendor's machines take programs and give results behind Azure Quantum. */
sealed interface TargetFormat permits IonqFormat, QuantinuumFormat, RigettiFormat, PasqalFormat {
    /** Name of the format of programs. */
    String input();

    /** Name of the format of results. */
    String output();

    /** Media type of a program. */
    String contentType();

    /** Why a job that the target's capabilities cover cannot be written all the same. */
    default Optional<String> whyNot(JobRequest request) {
        return Optional.empty();
    }

    /** The program with its inputs bound. */
    String program(JobRequest request);

    /** The parameters of the job, the number of shots among them. */
    ObjectNode parameters(JobRequest request);

    /** What the results cannot be read without. */
    Map<String, String> details(JobRequest request);

    /**
     * Reads results.
     *
     * @param details
     *     as given when the job was submitted
     * @throws BackendException
     *     when they are not what they should be
     */
    Outcome read(Map<String, String> details, JsonNode results) throws BackendException;
}
