package io.jenkins.plugins.quantum.engine.backend.http.aws;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Signs each request with the keys of the moment.
 *
 * @param signature
 *     for which region and service
 * @param credentials
 *     that hold {@link #FIELDS}
 * @param clock
 *     a signature is refused when it is minutes off the service's own
 */
public record AwsAuthorization(SignatureV4 signature, Credentials credentials, InstantSource clock)
        implements Authorization {
    /** Names an access key; not secret in itself. */
    public static final CredentialField KEY_ID =
            new CredentialField("access-key-id", "AWS access key id", "AWS_ACCESS_KEY_ID");

    /** The secret half of the key. */
    public static final CredentialField SECRET_KEY =
            new CredentialField("secret-access-key", "AWS secret access key", "AWS_SECRET_ACCESS_KEY");

    /** Goes with keys that live for hours only. */
    public static final CredentialField SESSION_TOKEN = new CredentialField(
            "session-token", "AWS session token (temporary keys only)", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN");

    /** All of them. */
    public static final List<CredentialField> FIELDS = List.of(KEY_ID, SECRET_KEY, SESSION_TOKEN);

    private static final String CONTENT_HASH = "x-amz-content-sha256";

    @Override
    public Map<String, String> headers(Call call, URI address) throws BackendException {
        Credentials now = credentials.together();
        String keyId = now.require(KEY_ID).reveal();
        String secretKey = now.require(SECRET_KEY).reveal();
        String hash = SignatureV4.hash(call.body() == null ? new byte[0] : call.body());
        var added = new LinkedHashMap<String, String>();
        added.put("x-amz-date", SignatureV4.stamp(clock.instant()));
        now.get(SESSION_TOKEN.name()).ifPresent(token -> added.put("x-amz-security-token", token.reveal()));
        if (signature.service().equals("s3")) {
            added.put(CONTENT_HASH, hash);
        }
        var signed = new TreeMap<String, String>(added);
        signed.put("host", host(address));
        call.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("accept")) {
                signed.put(lower, value);
            }
        });
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        var request = new SignatureV4.Request(call.method(), address.getRawPath(), query, signed, hash);
        added.put("Authorization", signature.authorization(request, keyId, secretKey));
        return added;
    }

    /** As the connection writes it: the port only where it is not the usual one. */
    private static String host(URI address) {
        int port = address.getPort();
        boolean usual = port < 0 || port == ("https".equalsIgnoreCase(address.getScheme()) ? 443 : 80);
        return address.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
    }

    @Override
    public List<String> secrets() {
        Credentials now = credentials.together();
        return Stream.of(SECRET_KEY, SESSION_TOKEN, KEY_ID)
                .map(field -> now.get(field.name()))
                .flatMap(Optional::stream)
                .map(Secret::reveal)
                .toList();
    }

    @Override
    public String toString() {
        return "signed for " + signature.service() + " in " + signature.region();
    }
}
