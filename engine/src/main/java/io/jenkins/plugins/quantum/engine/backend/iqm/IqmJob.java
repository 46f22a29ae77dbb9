package io.jenkins.plugins.quantum.engine.backend.iqm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the service says of a job. */
record IqmJob(JsonNode answer) {
    private static final Map<String, State> STATES = states();

    /**
     * The five states of today's service, and the finer ones of older servers. What is not here runs.
     */
    private static Map<String, State> states() {
        var states = new HashMap<String, State>();
        for (String word : new String[] {"waiting", "queued", "received", "accepted"}) {
            states.put(word, State.QUEUED);
        }
        for (String word : new String[] {"completed", "ready"}) {
            states.put(word, State.DONE);
        }
        states.put("failed", State.FAILED);
        for (String word : new String[] {"cancelled", "aborted"}) {
            states.put(word, State.CANCELLED);
        }
        return Map.copyOf(states);
    }

    State state() {
        return STATES.getOrDefault(answer.path("status").asText(), State.RUNNING);
    }

    OptionalLong queuePosition() {
        JsonNode position = answer.path("queue_position");
        return position.canConvertToLong() && position.asLong() >= 0
                ? OptionalLong.of(position.asLong())
                : OptionalLong.empty();
    }

    /** Why it failed, in the service's words, or an empty text. */
    String words() {
        return words(answer.path("errors").path(0));
    }

    /** The words of an error object; older servers call them {@code detail}. */
    static String words(JsonNode error) {
        String message = error.path("message").asText(error.path("detail").asText(""));
        String code = error.path("error_code").asText("");
        return code.isEmpty() ? message : message + " (" + code + ")";
    }

    /** The calibration set that the circuits were compiled with, or an empty text. */
    String calibrationSet() {
        return answer.at("/compilation/calibration_set_id").asText("");
    }

    /** How long the machine worked, where the time line says so. */
    Optional<Duration> executionTime() {
        OffsetDateTime start = null;
        OffsetDateTime end = null;
        for (JsonNode entry : answer.path("timeline")) {
            try {
                OffsetDateTime at = OffsetDateTime.parse(entry.path("timestamp").asText());
                String status = entry.path("status").asText();
                start = status.equals("execution_started") ? at : start;
                end = status.equals("execution_ended") ? at : end;
            } catch (DateTimeException e) {
                // Times are for information only: a time line that cannot be read is as good as none.
                return Optional.empty();
            }
        }
        return start == null || end == null ? Optional.empty() : Optional.of(Duration.between(start, end));
    }
}
