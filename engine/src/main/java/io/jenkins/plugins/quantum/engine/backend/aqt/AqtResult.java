package io.jenkins.plugins.quantum.engine.backend.aqt;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Reads the results of a finished job: by the circuit's number a list of shots, each a list of 0 and 1 by the qubit's number. */
final class AqtResult {
    static final String READOUT = "readout";
    static final String CIRCUITS = "circuits";

    private AqtResult() {}

    /**
     * The results.
     *
     * @param response
     *     of state {@code finished}
     * @throws BackendException
     *     when circuits, shots or bits are missing
     */
    static JobResult read(JobRef job, JsonNode response, String device) throws BackendException {
        Readout readout = Readout.parse(job.details().getOrDefault(READOUT, ""));
        int circuits = circuits(job);
        List<Outcome> outcomes = new ArrayList<>(circuits);
        for (int circuit = 0; circuit < circuits; circuit++) {
            JsonNode shots = response.path("result").path(Integer.toString(circuit));
            if (!shots.isArray() || shots.isEmpty()) {
                throw useless("has no shots of circuit " + (circuit + 1) + " of " + circuits);
            }
            outcomes.add(Outcome.sampled(counts(shots, readout)));
        }
        var facts = new HashMap<String, String>();
        facts.put("device", device);
        facts.put("job", job.id());
        executionTime(response.path("timing_data"))
                .ifPresent(time -> facts.put("execution.seconds", Double.toString(time.toMillis() / 1000.0)));
        return new JobResult(outcomes, facts);
    }

    private static int circuits(JobRef job) throws BackendException {
        try {
            return Integer.parseInt(job.details().getOrDefault(CIRCUITS, ""));
        } catch (NumberFormatException e) {
            throw new BackendException(
                    "the reference of the job does not say how many circuits it has: was the journal changed?",
                    Kind.REFUSED,
                    e);
        }
    }

    private static Counts counts(JsonNode shots, Readout readout) throws BackendException {
        int width = 0;
        for (int qubit : readout.measured()) {
            width = Math.max(width, qubit + 1);
        }
        var counts = new HashMap<String, Long>();
        for (JsonNode shot : shots) {
            for (int qubit : readout.measured()) {
                JsonNode bit = shot.path(qubit);
                if (!bit.isInt() || bit.intValue() < 0 || bit.intValue() > 1) {
                    throw useless("has a shot without a 0 or 1 for each of " + width + " qubits");
                }
            }
            counts.merge(readout.outcome(qubit -> shot.path(qubit).intValue()), 1L, Long::sum);
        }
        return new Counts(readout.bits(), counts);
    }

    /** From the first {@code ongoing} to {@code finished}, where the service kept the log of the states. */
    private static Optional<Duration> executionTime(JsonNode log) {
        OffsetDateTime start = null;
        OffsetDateTime end = null;
        for (JsonNode change : log) {
            try {
                OffsetDateTime at =
                        OffsetDateTime.parse(change.path("timestamp").asText());
                String state = change.path("new_status").asText();
                start = start == null && state.equals("ongoing") ? at : start;
                end = state.equals("finished") ? at : end;
            } catch (DateTimeException e) {
                // Times are for information only: a log that cannot be read is as good as none.
                return Optional.empty();
            }
        }
        return start == null || end == null ? Optional.empty() : Optional.of(Duration.between(start, end));
    }

    private static BackendException useless(String words) {
        return new BackendException("AQT's result " + words, Kind.REFUSED);
    }
}
