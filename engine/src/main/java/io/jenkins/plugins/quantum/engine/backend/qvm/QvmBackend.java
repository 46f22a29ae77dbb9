package io.jenkins.plugins.quantum.engine.backend.qvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.LocalBackend;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Progress;
import io.jenkins.plugins.quantum.engine.backend.QuilWriter;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rigetti's Quantum Virtual Machine, which computes what it is asked while the caller waits: one exchange for each binding. Free; a seed
 * repeats its shots.
 */
public final class QvmBackend extends LocalBackend {
    /** As suites write it. */
    public static final String TYPE = "qvm";

    /** The server computes with all cores that it has. */
    private static final int AT_ONCE = 2;

    private static final long MOST_SHOTS = 100_000;
    private static final String ADVICE =
            "start one with: docker run --rm -p 127.0.0.1:5000:5000 rigetti/qvm -S, or name its address with the option endpoint";

    private final HttpService service;
    private final Capabilities capabilities;

    QvmBackend(String name, HttpService service, int qubits) {
        super(name, AT_ONCE);
        this.service = service;
        capabilities = new Capabilities(
                TYPE,
                TYPE,
                true,
                qubits,
                qubits,
                qubits,
                false,
                false,
                false,
                true,
                Set.of(Program.Kind.CIRCUIT),
                Integer.MAX_VALUE,
                1,
                MOST_SHOTS);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    protected void check(JobRequest request) throws BackendException {
        Optional<String> why = capabilities.whyNot(request);
        if (why.isPresent()) {
            throw new BackendException("backend " + name() + ": " + why.get(), Kind.REFUSED);
        }
    }

    @Override
    protected JobResult execute(JobRequest request, Progress progress) throws BackendException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        int bits = request.circuit().bits();
        for (Map<String, Double> binding : request.bindings()) {
            progress.reach((double) outcomes.size() / request.bindings().size());
            ObjectNode asked = Json.object()
                    .put("type", "multishot")
                    .put("compiled-quil", QuilWriter.write(request.circuit().bind(binding)))
                    .put("trials", request.shots())
                    .put(
                            "rng-seed",
                            Seed.derive(request.seed(), "binding", Integer.toString(outcomes.size()))
                                    & Integer.MAX_VALUE);
            asked.putObject("addresses").put("ro", true);
            outcomes.add(Outcome.sampled(counts(ask(asked).json(), bits, request.shots())));
        }
        return new JobResult(outcomes, Map.of("device", TYPE));
    }

    private static Counts counts(JsonNode answer, int bits, long shots) throws BackendException {
        var counts = new HashMap<String, Long>();
        for (JsonNode shot : answer.path("ro")) {
            var outcome = new StringBuilder(bits);
            for (int bit = bits - 1; bit >= 0; bit--) {
                outcome.append(shot.path(bit).asText());
            }
            if (shot.size() != bits || !outcome.toString().matches("[01]{" + bits + "}")) {
                throw new BackendException(
                        "the QVM answered a shot without a 0 or 1 for each of " + bits + " bits", Kind.REFUSED);
            }
            counts.merge(outcome.toString(), 1L, Long::sum);
        }
        if (answer.path("ro").size() != shots) {
            throw new BackendException(
                    "the QVM answered " + answer.path("ro").size() + " shots instead of " + shots, Kind.REFUSED);
        }
        return new Counts(bits, counts);
    }

    private Reply ask(ObjectNode question) throws BackendException {
        try {
            Reply reply = service.exchange(Call.post("/", question).harmless());
            if (!reply.ok()) {
                throw service.fault(reply, words(reply));
            }
            return reply;
        } catch (BackendException e) {
            throw e.kind() == Kind.TRANSIENT
                    ? new BackendException(e.getMessage() + "; " + ADVICE, Kind.TRANSIENT, e)
                    : e;
        }
    }

    private static String words(Reply reply) {
        try {
            return reply.json().path("status").asText();
        } catch (BackendException e) {
            return "";
        }
    }

    @Override
    public Availability availability() throws BackendException {
        String version = ask(Json.object().put("type", "version")).text().strip();
        return Availability.of(Availability.State.ONLINE, service.redacted(version));
    }
}
