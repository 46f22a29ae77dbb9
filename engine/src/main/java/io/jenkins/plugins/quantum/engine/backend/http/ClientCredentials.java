package io.jenkins.plugins.quantum.engine.backend.http;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A bearer token that is bought with a client's id and secret and renewed before it expires: the client credentials grant of OAuth 2.0
 * (RFC 6749, section 4.4). One exchange with the issuer at a time.
 */
public final class ClientCredentials implements Authorization {
    /** A token that is about to expire could do so on its way. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** Where the issuer does not say how long a token lives. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(10);

    private final HttpService issuer;
    private final InstantSource clock;
    private final Question question;
    private String token;
    private Instant end = Instant.MIN;

    /** Makes the request for a token, with the credentials of the moment. */
    @FunctionalInterface
    public interface Question {
        /**
         * The request and the credentials in it.
         *
         * @throws BackendException
         *     when the credentials are missing
         */
        Call make(List<String> secrets) throws BackendException;
    }

    /**
     * Tokens of an issuer.
     *
     * @param clock
     *     by which tokens age
     * @param question
     *     also puts the credentials that it uses into the list
     */
    public ClientCredentials(HttpService issuer, InstantSource clock, Question question) {
        this.issuer = issuer;
        this.clock = clock;
        this.question = question;
    }

    @Override
    public Map<String, String> headers(Call call, URI address) throws BackendException {
        return Map.of("Authorization", "Bearer " + token());
    }

    private synchronized String token() throws BackendException {
        if (token == null || !clock.instant().isBefore(end)) {
            renew();
        }
        return token;
    }

    private void renew() throws BackendException {
        Instant asked = clock.instant();
        var secrets = new ArrayList<String>();
        Reply reply = issuer.exchange(question.make(secrets).harmless());
        if (!reply.ok()) {
            String words = OAuthWords.of(reply);
            for (String secret : secrets) {
                words = words.replace(secret, "****");
            }
            throw reply.status() < 500 && reply.status() != 429
                    ? issuer.fault(reply, words, Kind.UNAUTHORISED)
                    : issuer.fault(reply, words);
        }
        token = reply.require("/access_token");
        long seconds = reply.json().path("expires_in").asLong(0);
        Duration life = seconds > 0 ? Duration.ofSeconds(Math.min(seconds, 86_400)) : USUAL_LIFE;
        Duration margin = MARGIN.compareTo(life.dividedBy(2)) < 0 ? MARGIN : life.dividedBy(2);
        end = asked.plus(life).minus(margin);
    }

    @Override
    public synchronized void refused() {
        token = null;
    }

    @Override
    public synchronized List<String> secrets() {
        var secrets = new ArrayList<String>();
        try {
            question.make(secrets);
        } catch (BackendException e) {
            // Credentials that are not there cannot be shown.
            secrets.clear();
        }
        if (token != null) {
            secrets.add(token);
        }
        return secrets;
    }

    /** The words of an error of OAuth, or of IBM Cloud, which has names of its own for them. */
    private static final class OAuthWords {
        static String of(Reply reply) {
            try {
                var body = reply.json();
                return (body.path("error").asText("") + " "
                                + body.path("error_description")
                                        .asText(body.path("errorMessage").asText("")))
                        .strip();
            } catch (BackendException e) {
                // The status says enough where the body is no JSON.
                return "";
            }
        }
    }
}
