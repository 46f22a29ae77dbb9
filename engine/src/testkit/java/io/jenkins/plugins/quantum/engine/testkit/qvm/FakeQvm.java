package io.jenkins.plugins.quantum.engine.testkit.qvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import io.jenkins.plugins.quantum.engine.testkit.azure.QuilReader;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The server that {@code qvm -S} starts: every request is a JSON object to the root, answered when it is computed. */
public final class FakeQvm extends FakeService {
    public static final String VERSION = "1.17.2 [cf3f91f]";

    /** Starts it. */
    public FakeQvm(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it in a process of its own: port, queue and run milliseconds, lag. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeQvm(Clock.systemUTC(), port));
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.is("POST", "/")) {
            return Answer.text(404, "text/html", "<html>404 Not Found</html>");
        }
        JsonNode asked = request.json();
        return switch (asked.path("type").asText()) {
            case "version" -> Answer.text(200, "text/plain", VERSION);
            case "multishot" -> multishot(asked);
            default -> failure("Unknown request type: " + asked.path("type").asText());
        };
    }

    private static Answer multishot(JsonNode asked) {
        Circuit circuit;
        try {
            circuit = QuilReader.read(asked.path("compiled-quil").asText());
        } catch (IllegalArgumentException e) {
            return failure(e.getMessage());
        }
        // Without a seed the real one takes the time; a fake repeats itself.
        long seed = asked.path("rng-seed").asLong(1);
        var counts = new TreeMap<>(
                SimulatedCounts.sample(circuit, Map.of(), asked.path("trials").asLong(), seed)
                        .counts());
        ObjectNode answer = Json.object();
        asked.path("addresses").fieldNames().forEachRemaining(name -> {
            ArrayNode shots = answer.putArray(name);
            counts.forEach((outcome, number) -> {
                for (long shot = 0; shot < number; shot++) {
                    ArrayNode bits = shots.addArray();
                    for (int bit = outcome.length() - 1; bit >= 0; bit--) {
                        bits.add(outcome.charAt(bit) - '0');
                    }
                }
            });
        });
        return Answer.json(200, answer);
    }

    private static Answer failure(String words) {
        return Answer.json(500, Json.object().put("error_type", "simple-error").put("status", words));
    }
}
