package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What IonQ says that a job will cost and has cost. */
final class IonqCosts {
    private IonqCosts() {}

    /** One circuit's estimate times the number of circuits. */
    static Optional<Quote> estimate(HttpService service, IonqOptions options, JobRequest request)
            throws BackendException {
        CircuitMetrics size = CircuitMetrics.of(request.circuit());
        JsonNode answer = service.require(
                        Call.get("/jobs/estimate?type=" + IonqProgram.SINGLE + "&backend=" + options.device()
                                + "&1q_gates=" + size.oneQubit() + "&2q_gates=" + size.twoQubit() + "&qubits="
                                + size.qubits() + "&shots=" + request.shots() + "&error_mitigation="
                                + options.debiasing() + "&session="
                                + options.session().isPresent()),
                        IonqErrors::words)
                .json();
        Optional<BigDecimal> one = amount(answer.path("estimated_cost"));
        if (one.isEmpty()) {
            return Optional.empty();
        }
        int circuits = request.bindings().size();
        return Optional.of(new Quote(
                one.get().multiply(BigDecimal.valueOf(circuits)),
                unit(service, answer.path("cost_unit")),
                circuits + " circuits of " + size.oneQubit() + " one-qubit and " + size.twoQubit()
                        + " two-qubit gates, " + request.shots() + " shots each, as IonQ estimates"));
    }

    /** What a job was charged, as facts of its result; none where IonQ does not tell yet. */
    static Map<String, String> billed(HttpService service, String job) throws BackendException {
        var facts = new HashMap<String, String>();
        Reply reply = service.exchange(Call.get("/jobs/" + job + "/cost"));
        if (reply.ok()) {
            JsonNode cost = reply.json().path("cost");
            amount(cost.path("value")).ifPresent(amount -> {
                facts.put("billed", amount.toPlainString());
                facts.put("billed.unit", unit(service, cost.path("unit")));
            });
        }
        return facts;
    }

    private static Optional<BigDecimal> amount(JsonNode node) {
        boolean usable = node.isNumber() && node.asDouble() >= 0 && node.asDouble() < 1e12;
        return usable ? Optional.of(new BigDecimal(node.asText())) : Optional.empty();
    }

    private static String unit(HttpService service, JsonNode unit) {
        String text = service.redacted(unit.asText("usd"));
        return text.equalsIgnoreCase("usd") ? "USD" : text.toLowerCase(Locale.ROOT);
    }
}
