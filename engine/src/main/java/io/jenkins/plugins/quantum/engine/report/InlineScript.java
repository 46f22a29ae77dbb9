package io.jenkins.plugins.quantum.engine.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Scripts and styles that stand in a page itself, allowed by their hash alone. */
final class InlineScript {
    private InlineScript() {}

    /** A script that cannot end its element early; line ends as browsers normalise them before they hash. */
    static String embeddable(String script) {
        return script.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\u0000", "\\u0000")
                .replaceAll("(?i)</(?=script)", "<\\\\/")
                .replace("<!--", "<\\!--");
    }

    /** JSON within a script element: no character of it has a meaning to HTML. */
    static String json(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** As a source of a content security policy: {@code 'sha256-…'}. */
    static String source(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
