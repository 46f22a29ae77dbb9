package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes accepted faults of what was read; one that is about no gate of the suite is an error. */
final class AcceptBuilder {
    private final Problems problems;
    private final List<TestSpec> tests;
    private final List<AcceptedFault> accepted = new ArrayList<>();
    /** Names of tests as they are written, also of those with errors. */
    private final Set<String> written = new HashSet<>();

    AcceptBuilder(Problems problems, List<TestSpec> tests) {
        this.problems = problems;
        this.tests = tests;
    }

    List<AcceptedFault> build(Value.Fields root) {
        items(root, "tests")
                .forEach(test -> ((Value.Fields) test).get("name", String.class).ifPresent(written::add));
        items(root, "accept").forEach(value -> add((Value.Fields) value));
        return accepted;
    }

    private static List<Value> items(Value.Fields root, String key) {
        return root.get(key)
                .filter(Value.Items.class::isInstance)
                .map(items -> ((Value.Items) items).values())
                .orElse(List.of());
    }

    private void add(Value.Fields fields) {
        Optional<String> test = fields.get("test", String.class);
        Optional<String> gate = fields.get("gate", String.class);
        Optional<String> reason = fields.get("reason", String.class);
        Optional<LocalDate> until = fields.get("until", LocalDate.class);
        if (test.isEmpty() || gate.isEmpty() || reason.isEmpty() || until.isEmpty()) {
            return; // the reader has said what is missing
        }
        if (!known(fields, test.get(), gate.get())) {
            return;
        }
        var fault = new AcceptedFault(
                test.get(),
                gate.get(),
                fields.get("backend", String.class),
                reason.get(),
                until.get(),
                number(fields, "min"),
                number(fields, "max"),
                fields.at(),
                fields.get("until").orElseThrow().at());
        if (fault.min().isPresent()
                && fault.max().isPresent()
                && fault.min().getAsDouble() > fault.max().getAsDouble()) {
            problems.error(
                    fields.get("min").orElseThrow().at(),
                    "expected min of at most max, found " + fault.min().getAsDouble() + " and "
                            + fault.max().getAsDouble(),
                    "one of them is enough for most gates");
        }
        accepted.stream()
                .filter(other -> other.test().equals(fault.test())
                        && other.gate().equals(fault.gate())
                        && (other.backend().isEmpty()
                                || fault.backend().isEmpty()
                                || other.backend().equals(fault.backend())))
                .findFirst()
                .ifPresent(other -> problems.error(
                        fault.at(),
                        "expected each fault once, found " + fault.test() + " / " + fault.gate() + " again",
                        "it stands first at " + other.at()));
        accepted.add(fault);
    }

    private boolean known(Value.Fields fields, String test, String gate) {
        Optional<TestSpec> named =
                tests.stream().filter(spec -> spec.name().equals(test)).findFirst();
        if (named.isEmpty() && written.contains(test)) {
            return false; // the test itself has errors, which are told
        }
        if (named.isEmpty()) {
            List<String> names = tests.stream().map(TestSpec::name).toList();
            unknown(fields.get("test").orElseThrow(), "the name of a test", test, names);
            return false;
        }
        if (AcceptFormat.isMoney(gate)) {
            problems.error(
                    fields.get("gate").orElseThrow().at(),
                    "expected a gate, found '" + gate + "': money beyond a limit cannot be accepted",
                    "raise the budget of the profile, or let the test take fewer shots");
            return false;
        }
        var kinds = new TreeSet<String>();
        Stream.concat(
                        named.get().gates().stream(),
                        named.get().overrides().values().stream().flatMap(List::stream))
                .forEach(spec -> kinds.add(spec.kind()));
        if (!kinds.contains(gate)) {
            unknown(fields.get("gate").orElseThrow(), "a gate of test '" + test + "'", gate, List.copyOf(kinds));
            return false;
        }
        return true;
    }

    private void unknown(Value at, String what, String found, List<String> known) {
        problems.error(
                at.at(),
                "expected " + what + ", found '" + found + "'",
                Suggestion.nearest(found, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("there are " + String.join(", ", known)));
    }

    private static OptionalDouble number(Value.Fields fields, String key) {
        return fields.get(key, Double.class).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
