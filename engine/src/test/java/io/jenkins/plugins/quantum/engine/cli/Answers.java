package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What answers to a user's mistake have in common. */
final class Answers {
    private static final int MOST_CHARACTERS = 2000;

    private Answers() {}

    /** One message, of which further lines are indented; nothing of the program's inside. */
    static void assertOneMessage(CommandLineSession user) {
        assertOneMessage(user.err());
        assertThat(user.out()).isEmpty();
    }

    static void assertOneMessage(String words) {
        List<String> heads = words.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .toList();
        assertThat(heads).as(words).hasSize(1);
        assertPlainWords(words);
    }

    /** Nothing of the program's inside. */
    static void assertPlainWords(String words) {
        assertThat(words)
                .hasSizeLessThan(MOST_CHARACTERS)
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("java.")
                .doesNotContain("io.jenkins")
                .doesNotContain("com.fasterxml")
                .doesNotContain("null");
    }
}
