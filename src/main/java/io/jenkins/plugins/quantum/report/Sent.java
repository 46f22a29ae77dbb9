package io.jenkins.plugins.quantum.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A text as the answer of a request.
 *
 * @param type
 *     content type
 * @param headers
 *     further ones
 * @param text
 *     the body
 */
record Sent(String type, Map<String, String> headers, String text) implements HttpResponse {
    /** For programs of the page that asks; not kept, because money may be in it. */
    static Sent json(String text) {
        return new Sent("application/json;charset=UTF-8", Map.of("Cache-Control", "private, no-store"), text);
    }

    /** A page that users made: it may be kept, and nothing in it acts as Jenkins. */
    static Sent download(String name, String text) {
        return new Sent(
                "text/html;charset=UTF-8",
                Map.of(
                        "Content-Disposition", "attachment; filename=\"" + name + "\"",
                        "X-Content-Type-Options", "nosniff",
                        "Content-Security-Policy", "sandbox; default-src 'none';"),
                text);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setContentType(type);
        headers.forEach(response::setHeader);
        try (var out = response.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
