package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.util.ArrayList;
import java.util.List;

/** IonQ's explanations, of which there are three forms; proxies before it answer with HTML, which says nothing. */
final class IonqErrors {
    private IonqErrors() {}

    /** The words of an answer without success, or an empty text. */
    static String words(Reply reply) {
        return reply.explanation(IonqErrors::words);
    }

    private static String words(JsonNode body) {
        JsonNode nested = body.path("error");
        var words = new ArrayList<String>();
        for (JsonNode word : List.of(
                body.path("code"),
                nested.isObject() ? nested.path("type") : nested,
                nested.path("message"),
                body.path("message"))) {
            if (word.isValueNode() && !word.asText().isBlank()) {
                words.add(word.asText());
            }
        }
        if (body.path("validation").isContainerNode()) {
            words.add(body.path("validation").toString());
        }
        return String.join(": ", words);
    }

    /** Why a job failed. */
    static String failure(JsonNode job) {
        JsonNode failure = job.path("failure");
        String message = failure.path("message").asText(failure.path("error").asText(""));
        return (failure.path("code").asText("") + " " + message).strip();
    }
}
