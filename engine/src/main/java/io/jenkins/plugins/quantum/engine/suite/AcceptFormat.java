package io.jenkins.plugins.quantum.engine.suite;

import static io.jenkins.plugins.quantum.engine.suite.Shape.Key.optional;
import static io.jenkins.plugins.quantum.engine.suite.Shape.Key.required;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** The declaration of accepted faults, and what is made of them. */
final class AcceptFormat {
    private static final int MOST = 200;

    /** What people call limits on money; going beyond one is refused before anything runs, and nothing can accept it. */
    private static final List<String> MONEY = List.of("cost", "budget", "money", "price", "max-cost");

    private AcceptFormat() {}

    static Shape shape() {
        var fault = Shape.Fields.of(
                "an accepted fault",
                required("test", SuiteFormat.name("a test's name"), "The test."),
                required("gate", SuiteFormat.name("a gate's name"), "The gate that fails."),
                optional("backend", SuiteFormat.name("a backend's name"), "Only there. Default: on every backend."),
                required(
                        "reason",
                        new Shape.Text(
                                "a reason of 10 to 500 characters",
                                "[^\\u0000-\\u001f]{10,500}",
                                false,
                                "say why the fault is accepted, and where it is worked on",
                                Function.identity()),
                        "Why it is accepted, for those who read the report."),
                required(
                        "until",
                        new Shape.Text(
                                "a day such as 2027-01-31",
                                "\\d{4}-\\d{2}-\\d{2}",
                                false,
                                "write year, month and day; it may lie at most " + AcceptedFault.MOST_DAYS
                                        + " days ahead",
                                AcceptFormat::day),
                        "The last day, UTC, on which it is accepted; at most " + AcceptedFault.MOST_DAYS
                                + " days ahead."),
                optional(
                        "min",
                        Shape.Num.within(-Double.MAX_VALUE, Double.MAX_VALUE),
                        "How bad it may get: a lower value of the gate's figure fails again. Default: no limit."),
                optional(
                        "max",
                        Shape.Num.within(-Double.MAX_VALUE, Double.MAX_VALUE),
                        "How bad it may get: a higher value of the gate's figure fails again. Default: no limit."));
        return new Shape.ListOf("a list of accepted faults", fault, 0, MOST, false);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a day of the calendar such as 2027-01-31, found " + Scalars.quote(text), e);
        }
    }

    /** Whether a gate's name means money. */
    static boolean isMoney(String gate) {
        return MONEY.contains(gate);
    }
}
