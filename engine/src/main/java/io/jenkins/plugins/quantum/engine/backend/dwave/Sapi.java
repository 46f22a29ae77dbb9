package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Exchanges with the Solver API, version 3 of its media types: each kind of answer has a type of its own that is asked for. */
final class Sapi {
    private final HttpService service;

    Sapi(BackendSettings settings) throws BackendException {
        String region = settings.option(DwaveProvider.REGION).orElse("na-west-1");
        if (!region.matches("[a-z0-9-]{1,40}")) {
            throw new BackendException(
                    "expected na-west-1, na-east-1 or eu-central-1 as region, found '" + region + "'", Kind.REFUSED);
        }
        URI address = settings.address(DwaveProvider.ENDPOINT, "https://" + region + ".cloud.dwavesys.com/sapi/v2/");
        service = new HttpService(
                settings.network(),
                "D-Wave",
                address,
                new SecretHeader("X-Auth-Token", "", settings.credentials(), DwaveProvider.TOKEN));
    }

    /** Names the account whose limits count. */
    String account() {
        return "dwave " + service.base().getHost();
    }

    /** A call that asks for a kind of answer. */
    Call call(Call call, String kind) {
        return call.with("Accept", "application/vnd.dwave.sapi." + kind + "+json; version=3.0.0");
    }

    Reply exchange(Call call) throws BackendException {
        return service.exchange(call);
    }

    Reply require(Call call) throws BackendException {
        return service.require(call, Sapi::explanation);
    }

    JsonNode get(String path, String kind) throws BackendException {
        return require(call(Call.get("/" + path), kind)).json();
    }

    /** Whether a solver takes problems, by its description. */
    Availability availability(JsonNode solver) {
        String load = solver.path("avg_load").isNumber()
                ? "load " + Math.round(100 * solver.path("avg_load").asDouble()) + " %"
                : "";
        return Availability.of(
                switch (solver.path("status").asText()) {
                    case "ONLINE" -> Availability.State.ONLINE;
                    case "OFFLINE" -> Availability.State.OFFLINE;
                    default -> Availability.State.UNKNOWN;
                },
                load);
    }

    /** The body as a list; in doubt or transient when it is none. */
    JsonNode array(Reply reply) throws BackendException {
        if (!reply.ok()) {
            throw service.fault(reply, explanation(reply));
        }
        return reply.array("");
    }

    /** The exception for one refused item of an answer that is a success as a whole. */
    BackendException itemFault(Reply reply, JsonNode item) {
        int code = item.path("error_code").asInt();
        String words = service.redacted(item.path("error_msg").asText());
        return service.fault(new Reply(reply.call(), code, Map.of(), reply.body()), words);
    }

    /** A service's words as they may be shown. */
    String words(String words) {
        return service.redacted(words);
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static String explanation(Reply reply) {
        return reply.explanation(body -> body.path("error_msg").asText());
    }
}
