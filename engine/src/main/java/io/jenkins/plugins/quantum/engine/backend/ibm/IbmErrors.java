package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.util.ArrayList;

/** IBM's explanations: a list of errors with codes and solutions, or one error. */
final class IbmErrors {
    private static final int MOST = 5;

    private IbmErrors() {}

    /** The words of an answer without success, or an empty text. */
    static String words(Reply reply) {
        return reply.explanation(IbmErrors::all);
    }

    private static String all(JsonNode body) {
        var words = new ArrayList<String>();
        for (JsonNode error : body.path("errors")) {
            if (words.size() < MOST) {
                words.add(one(error));
            }
        }
        if (words.isEmpty()) {
            words.add(one(body.path("error")));
        }
        return String.join("; ", words);
    }

    private static String one(JsonNode error) {
        String code = error.path("code").asText("");
        String solution = error.path("solution").asText("");
        return (code + " " + error.path("message").asText("") + (solution.isEmpty() ? "" : " - " + solution)).strip();
    }
}
