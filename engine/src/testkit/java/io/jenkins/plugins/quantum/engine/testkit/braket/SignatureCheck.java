package io.jenkins.plugins.quantum.engine.testkit.braket;

import io.jenkins.plugins.quantum.engine.backend.http.aws.SignatureV4;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recomputes the signature of a request from what the request says, as the service does. */
final class SignatureCheck {
    private static final Pattern HEADER = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)"
            + "/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private final Clock clock;
    private final String keyId;
    private final String secretKey;

    /** An error's name and words. */
    record Refusal(String name, String message) {}

    SignatureCheck(Clock clock, String keyId, String secretKey) {
        this.clock = clock;
        this.keyId = keyId;
        this.secretKey = secretKey;
    }

    /** The service that the signature is for. */
    String service(Asked request) {
        Matcher matcher = HEADER.matcher(request.header("authorization"));
        return matcher.matches() ? matcher.group(4) : "";
    }

    Optional<Refusal> refuse(Asked request) {
        Matcher matcher = HEADER.matcher(request.header("authorization"));
        if (!matcher.matches()) {
            return Optional.of(new Refusal("MissingAuthenticationTokenException", "the request is not signed"));
        }
        if (!matcher.group(1).equals(keyId)) {
            return Optional.of(new Refusal("UnrecognizedClientException", "the security token is invalid"));
        }
        String stamp = request.header("x-amz-date");
        if (!stamp.startsWith(matcher.group(2)) || tooOld(stamp)) {
            return Optional.of(new Refusal("InvalidSignatureException", "the signature has expired"));
        }
        var headers = new TreeMap<String, String>();
        for (String name : matcher.group(5).split(";")) {
            headers.put(name, request.header(name));
        }
        if (!headers.containsKey("host") || !headers.containsKey("x-amz-date")) {
            return Optional.of(new Refusal("InvalidSignatureException", "host and date must be signed"));
        }
        var signed = new SignatureV4.Request(
                request.method(), request.rawPath(), request.rawQuery(), headers, SignatureV4.hash(request.body()));
        String right = new SignatureV4(matcher.group(3), matcher.group(4)).sign(signed, secretKey);
        return right.equals(matcher.group(6))
                ? Optional.empty()
                : Optional.of(new Refusal("InvalidSignatureException", "the signature does not match"));
    }

    private boolean tooOld(String stamp) {
        try {
            Instant signed = LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC);
            return Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) > 0;
        } catch (DateTimeParseException e) {
            return true;
        }
    }
}
