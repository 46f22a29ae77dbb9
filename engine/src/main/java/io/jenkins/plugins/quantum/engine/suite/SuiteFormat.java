package io.jenkins.plugins.quantum.engine.suite;

import static io.jenkins.plugins.quantum.engine.suite.Shape.Key.optional;
import static io.jenkins.plugins.quantum.engine.suite.Shape.Key.required;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The declaration of the suite file: its profiles, backends and error rates; {@link TestFormat} has the tests. */
final class SuiteFormat {
    static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    static final int MOST_ROUNDS = 100;
    private static final int FEWEST_LEARNING = 5;
    private static final int MOST_LEARNING = 100;
    private static final int MOST_TESTS = 1000;
    private static final int MOST_BACKENDS = 50;
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(60);
    private static final String NAME_ADVICE =
            "use letters, digits, '.', '_' and '-', at most 64, beginning with a letter or digit";

    private SuiteFormat() {}

    static Shape.Fields of(GateCatalog catalog) {
        return Shape.Fields.of(
                "a suite",
                required(
                        "version",
                        new Shape.Exactly("version 1", Suite.VERSION, "this release reads 'version: 1'"),
                        "Version of the format."),
                optional(
                        "profiles",
                        new Shape.MapOf("a map of profiles", "a profile's name", NAME, profile(), 1),
                        "Where and for how much the suite runs. The first is the default."),
                optional(
                        "backends",
                        new Shape.MapOf("a map of backends", "a backend's name", NAME, backend(), 0),
                        "Backends that the machine's or Jenkins' configuration does not already name."),
                optional("errors", errors(), "Error rates. The defaults suit most teams."),
                required(
                        "tests",
                        new Shape.ListOf("a list of at least one test", TestFormat.of(catalog), 1, MOST_TESTS, false),
                        "What is tested."),
                optional(
                        "accept", AcceptFormat.shape(), "Known faults that shall not make the build red for a while."));
    }

    static Shape.Text name(String what) {
        return new Shape.Text(what, NAME, true, NAME_ADVICE, Function.identity());
    }

    private static Shape profile() {
        return Shape.Fields.of(
                "a profile",
                optional(
                        "backends",
                        new Shape.ListOf("a list of backend names", name("a backend's name"), 1, MOST_BACKENDS, true),
                        "Names in order of preference: the first that is online, capable and affordable takes a test."
                                + " Default: [builtin]."),
                optional("budget", money(), "The most that one run may cost. Default: 0 USD."),
                optional(
                        "rounds",
                        Shape.Whole.within(1, MOST_ROUNDS),
                        "How many looks a sequential gate may take. Default: 3."),
                optional(
                        "inconclusive",
                        Shape.Word.of("warn", "fail"),
                        "What a verdict that is neither PASS nor FAIL does to a Jenkins build: unstable (warn) or failed (fail), never green."
                                + " Default: warn."),
                optional("deadline", duration(), "After this time, what is missing is NO_DATA. Default: 24h."),
                optional(
                        "queue-deadline",
                        duration(),
                        "After this time in a queue, a test goes to the next backend of the list; without one it is NO_DATA."
                                + " Default: half of the time that is left, where there is a next one."),
                optional(
                        "run-deadline",
                        duration(),
                        "A job that runs for longer is told to end. Default: none but the deadline."),
                optional(
                        "learning",
                        Shape.Whole.within(FEWEST_LEARNING, MOST_LEARNING),
                        "From how many runs lines are learnt that come from a baseline where none is recorded: until then their gates"
                                + " are skipped. Needs a store (--store). Default: such gates are refused."),
                optional(
                        "run-on",
                        Shape.Word.of("first", "all"),
                        "Whether a test runs on the first backend that can take it or on all. Default: first."));
    }

    private static Shape backend() {
        var text = new Shape.Text(
                "a text, a number, true or false", "[^\\u0000-\\u001f]{1,500}", true, "", Function.identity());
        return new Shape.Fields(
                "a backend",
                List.of(required("type", name("a backend's type"), "The backend's kind, such as braket or ibm.")),
                Optional.of(new Shape.MapOf(
                        "the backend's options", "an option such as device", "[a-z][a-z0-9-]{0,63}", text, 0)),
                1);
    }

    private static Shape errors() {
        return Shape.Fields.of(
                "error rates",
                optional(
                        "false-red",
                        Shape.Num.between(0, 0.5),
                        "Probability that a healthy build has any red gate. Default: 0.01."),
                optional(
                        "missed",
                        Shape.Num.between(0, 0.5),
                        "Probability that a gate passes at its line or worse. Default: 0.05."));
    }

    private static Shape money() {
        return new Shape.Text(
                "an amount and a currency such as 25 USD",
                "\\d{1,12}(\\.\\d{1,9})? {1,9}[A-Z]{3,4}",
                false,
                "write the amount, a space and the currency in capitals; it is never negative",
                Money::parse);
    }

    private static Shape duration() {
        return new Shape.Text(
                "a time such as 30s, 20m, 12h or 2d",
                "\\d{1,7}[smhd]",
                false,
                "write a whole number and s, m, h or d without a space; from 1s to 60d",
                SuiteFormat::parseDuration);
    }

    private static Duration parseDuration(String text) {
        var time = Duration.parse(
                text.endsWith("d") ? "P" + text.toUpperCase(Locale.ROOT) : "PT" + text.toUpperCase(Locale.ROOT));
        if (time.isZero() || time.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "expected a time from 1s to " + LONGEST_DEADLINE.toDays() + "d, found " + Scalars.quote(text));
        }
        return time;
    }
}
