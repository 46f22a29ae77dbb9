package io.jenkins.plugins.quantum.engine.example;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Acme's service, as its documentation would describe it. */
final class FakeAcme extends FakeService {
    static final String KEY = "acme-planted-secret-0815";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "waiting",
            FakeJob.State.RUNNING, "running",
            FakeJob.State.DONE, "done",
            FakeJob.State.FAILED, "failed",
            FakeJob.State.CANCELLED, "stopped");

    FakeAcme() {
        super(Clock.systemUTC());
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("Authorization").equals("Bearer " + KEY)) {
            return error(401, "unauthorised", "wrong key");
        }
        if (request.is("POST", "/v1/jobs")) {
            FakeJob job = jobs().accept(
                            UUID.randomUUID().toString(),
                            request.json().path("token").asText(),
                            request.json());
            return Answer.json(201, Json.object().put("id", job.id()));
        }
        if (request.is("GET", "/v1/jobs")) {
            var known = Json.object();
            for (String id : request.query().get("ids").split(",")) {
                jobs().get(id).ifPresent(job -> known.putObject(id)
                        .put("status", jobs().word(job, WORDS))
                        .put("error", job.reason()));
            }
            return Answer.json(200, known);
        }
        if (request.is("GET", "/v1/machine")) {
            return Answer.json(200, Json.object().put("up", true));
        }
        return jobs().get(request.part(2))
                .map(job -> answer(request, job))
                .orElse(error(404, "unknown", "no such job"));
    }

    private Answer answer(Asked request, FakeJob job) {
        if (request.method().equals("DELETE")) {
            return job.cancel() ? Answer.of(204) : error(409, "ended", "it has ended");
        }
        if (job.state() != FakeJob.State.DONE) {
            return error(400, "no-counts", "there are no counts");
        }
        JsonNode asked = job.payload(JsonNode.class);
        var all = Json.object();
        var counts = all.putArray("counts");
        for (JsonNode circuit : asked.path("circuits")) {
            var histogram = counts.addObject();
            SimulatedCounts.sample(
                            Qasm.read("acme", circuit.asText()).circuit(),
                            Map.of(),
                            asked.path("shots").asLong(),
                            1)
                    .counts()
                    .forEach((outcome, count) ->
                            histogram.put(new StringBuilder(outcome).reverse().toString(), count));
        }
        return Answer.json(200, all);
    }
}
