package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the errors of Braket and S3 mean. */
final class BraketFaults {
    /** By the name in {@code x-amzn-ErrorType} or in the body; for others the status decides. */
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("ValidationException", Kind.REFUSED),
            Map.entry("ConflictException", Kind.REFUSED),
            Map.entry("ResourceNotFoundException", Kind.REFUSED),
            Map.entry("ServiceQuotaExceededException", Kind.THROTTLED),
            Map.entry("ThrottlingException", Kind.THROTTLED),
            Map.entry("SlowDown", Kind.THROTTLED),
            Map.entry("DeviceOfflineException", Kind.OFFLINE),
            Map.entry("DeviceRetiredException", Kind.OFFLINE),
            Map.entry("AccessDeniedException", Kind.UNAUTHORISED),
            Map.entry("ExpiredTokenException", Kind.UNAUTHORISED),
            Map.entry("ExpiredToken", Kind.UNAUTHORISED),
            Map.entry("UnrecognizedClientException", Kind.UNAUTHORISED),
            Map.entry("InvalidSignatureException", Kind.UNAUTHORISED),
            Map.entry("IncompleteSignatureException", Kind.UNAUTHORISED),
            Map.entry("MissingAuthenticationTokenException", Kind.UNAUTHORISED),
            Map.entry("RequestTimeTooSkewed", Kind.UNAUTHORISED));

    private static final Map<Integer, Kind> STATUS = Map.of(402, Kind.THROTTLED, 410, Kind.OFFLINE, 424, Kind.OFFLINE);
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]{1,1000})</Message>");

    private BraketFaults() {}

    /** The exception for an answer without success. */
    static BackendException of(HttpService service, Reply reply) {
        String name = name(reply);
        String words = words(reply);
        Kind kind = KINDS.getOrDefault(name, STATUS.get(reply.status()));
        return kind == null ? service.fault(reply, words) : service.fault(reply, words, kind);
    }

    /** The error's name and explanation. */
    static String words(Reply reply) {
        String name = name(reply);
        return name.isEmpty() ? message(reply) : name + ": " + message(reply);
    }

    /** The error's name, without the namespace and address that AWS may put around it; empty where there is none. */
    static String name(Reply reply) {
        JsonNode body = body(reply);
        String text = reply.header("x-amzn-errortype")
                .orElse(body.path("__type").asText(body.path("code").asText(find(XML_CODE, reply))));
        return text.replaceFirst(":.*", "").replaceFirst("^.*#", "").strip();
    }

    private static String message(Reply reply) {
        JsonNode body = body(reply);
        var words = new StringBuilder(
                body.path("message").asText(body.path("Message").asText(find(XML_MESSAGE, reply))));
        for (JsonNode failure : body.path("programSetValidationFailures")) {
            words.append("; program ").append(failure.path("programIndex").asText());
            failure.path("errors").forEach(error -> words.append(' ').append(error.asText()));
        }
        return words.toString();
    }

    private static String find(Pattern pattern, Reply reply) {
        Matcher matcher = pattern.matcher(reply.text());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static JsonNode body(Reply reply) {
        try {
            return reply.json();
        } catch (BackendException e) {
            // S3 answers in XML, gateways in HTML.
            return MissingNode.getInstance();
        }
    }
}
