package io.jenkins.plugins.quantum.engine.suite;

import java.util.regex.Pattern;

/** Recognises keys whose values are secrets, so that suites cannot hold them and messages do not repeat them. */
final class Secrets {
    private static final String WORDS =
            "token|secret|passw|passphrase|pwd|credential|bearer|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|auth[-_]?key";
    private static final Pattern KEY = Pattern.compile(".*(" + WORDS + ").*|key|auth", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE =
            Pattern.compile("(" + WORDS + "|\\bkey|\\bauth)[-_A-Za-z0-9\"' ]*[:=]", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** Whether a key names a secret. */
    static boolean isSecret(String key) {
        return KEY.matcher(key).matches();
    }

    /** Whether a line of a file may hold a secret's value. */
    static boolean mayHold(String line) {
        return LINE.matcher(line).find();
    }
}
