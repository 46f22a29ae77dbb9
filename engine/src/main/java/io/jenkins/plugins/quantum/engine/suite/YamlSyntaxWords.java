package io.jenkins.plugins.quantum.engine.suite;

import java.util.List;

/**
 * A YAML syntax error in plain words.
 *
 * @param message
 *     what was expected and found
 * @param advice
 *     what to do
 */
record YamlSyntaxWords(String message, String advice) {
    private record Rule(String part, YamlSyntaxWords words) {}

    private static final List<Rule> RULES = List.of(
            rule("TAB", "expected spaces, found a tab", "indent with spaces"),
            rule(
                    "mapping values are not allowed",
                    "expected the end of the value, found ':'",
                    "put text that contains ': ' in quotes, or check the indentation"),
            rule(
                    "could not find expected ':'",
                    "expected ':' after a key, found none",
                    "write 'key: value', with a space after the colon"),
            rule(
                    "found unexpected end of stream",
                    "expected a closing quote, found the end of the file",
                    "close the quoted text"),
            rule("',' or ']'", "expected ',' or ']' in a list, found neither", "close the list with ']'"),
            rule("',' or '}'", "expected ',' or '}' in a map, found neither", "close the map with '}'"),
            rule(
                    "expected <block end>",
                    "expected the indentation of the lines above, found another",
                    "give entries of one list or map the same indentation"),
            rule(
                    "sequence entries are not allowed",
                    "expected a value, found a list entry '-'",
                    "start the list on a line of its own"),
            rule(
                    "that cannot start any token",
                    "expected a value, found a character that cannot begin one",
                    "put text that begins with a special character in quotes"),
            rule("unknown escape character", "expected a known escape, found another", "use single quotes, or \\\\"));

    private static Rule rule(String part, String message, String advice) {
        return new Rule(part, new YamlSyntaxWords(message, advice));
    }

    /** The words for a problem as SnakeYAML names it. */
    static YamlSyntaxWords of(String problem) {
        return RULES.stream()
                .filter(rule -> problem.contains(rule.part()))
                .map(Rule::words)
                .findFirst()
                .orElseGet(() -> new YamlSyntaxWords(
                        "expected YAML, found an error in its syntax: " + problem,
                        "check quotes, brackets and indentation of this line and the one before"));
    }
}
