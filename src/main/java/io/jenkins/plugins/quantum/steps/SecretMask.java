package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import hudson.util.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Replaces secrets in a log by stars: as they are, and in Base64 at any place of a longer text. */
final class SecretMask extends ConsoleLogFilter implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String STARS = "****";
    private static final int SHORTEST = 4;

    /** A regular expression; kept as a secret, which Jenkins encrypts when it writes it. */
    private final Secret pattern;

    private final String charset;

    SecretMask(Collection<String> secrets, Charset charset) {
        Set<String> forms = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String secret : secrets) {
            for (String line : secret.split("\\R")) {
                addForms(line.strip(), forms);
            }
        }
        this.pattern = Secret.fromString(forms.stream().map(Pattern::quote).collect(Collectors.joining("|")));
        this.charset = charset.name();
    }

    private static void addForms(String secret, Set<String> forms) {
        if (secret.length() < SHORTEST) {
            return; // masking it would tell more than it hides
        }
        forms.add(secret);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
                String text = encoder.withoutPadding().encodeToString(shifted);
                // what depends on the neighbours is left out
                String own =
                        text.substring(before == 0 ? 0 : before + 1, text.length() - (shifted.length % 3 == 0 ? 0 : 1));
                if (own.length() >= SHORTEST) {
                    forms.add(own);
                }
            }
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public OutputStream decorateLogger(Run ignored, OutputStream logger) {
        String text = pattern.getPlainText();
        return text.isEmpty() ? logger : new Masking(logger, Pattern.compile(text), Charset.forName(charset));
    }

    private static final class Masking extends LineTransformationOutputStream.Delegating {
        private final Pattern pattern;
        private final Charset charset;

        Masking(OutputStream out, Pattern pattern, Charset charset) {
            super(out);
            this.pattern = pattern;
            this.charset = charset;
        }

        @Override
        protected void eol(@NonNull byte[] bytes, int length) throws IOException {
            String line = new String(bytes, 0, length, charset);
            out.write(pattern.matcher(line).replaceAll(STARS).getBytes(charset));
        }
    }
}
