package io.jenkins.plugins.quantum.engine.suite;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The declaration of gates and their options, from the catalogue. */
final class GateFormat {
    static final String OFF = "off";
    static final String WHAT = "a list of gates or a map from gate to options";

    private static final int MOST_NAMES = 1_000;
    private static final int MOST_OUTCOMES = 100_000;
    private static final int MOST_QUBITS = 1_000;

    private GateFormat() {}

    /** A list of gate names, or a map from gate to options. */
    static Shape of(GateCatalog catalog) {
        List<String> names = catalog.kinds().stream().map(GateKind::name).toList();
        var list = new Shape.ListOf(
                "a list of at least one gate",
                new Shape.Word("a gate's name", names),
                1,
                Math.max(1, names.size()),
                true);
        var map = new Shape.Fields(
                "a map of at least one gate",
                Stream.concat(
                                catalog.kinds().stream().map(GateFormat::gate),
                                new TreeMap<>(catalog.reportedOnly())
                                        .entrySet().stream().map(entry -> refused(entry.getKey(), entry.getValue())))
                        .toList(),
                Optional.empty(),
                1);
        return new Shape.Either(WHAT, List.of(list, map));
    }

    private static Shape.Key gate(GateKind kind) {
        String what = "options of " + kind.name() + ": {" + String.join(", ", optionNames(kind)) + "}, or off";
        var options = new Shape.Fields(
                what, kind.options().stream().map(GateFormat::option).toList(), Optional.empty(), 0);
        return Shape.Key.optional(
                kind.name(),
                new Shape.Either(what, List.of(options, new Shape.Empty(what), new Shape.Word(what, List.of(OFF)))),
                kind.summary());
    }

    private static List<String> optionNames(GateKind kind) {
        return kind.options().stream().map(GateKind.Option::name).toList();
    }

    private static Shape.Key option(GateKind.Option option) {
        String meaning =
                option.required() ? option.meaning() : option.meaning() + " Default: " + option.standard() + ".";
        return new Shape.Key(option.name(), option.required(), shape(option), meaning);
    }

    private static Shape shape(GateKind.Option option) {
        return switch (option.type()) {
            case NUMBER -> Shape.Num.within(option.minimum(), option.maximum());
            case WHOLE -> Shape.Whole.within(option.minimum(), option.maximum());
            case LINE -> line(option);
            case WORD -> Shape.Word.of(option.words().toArray(String[]::new));
            case OUTCOMES -> outcomes();
            case NAMES -> names();
            case OUTCOME -> outcome();
            case QUBITS ->
                new Shape.ListOf(
                        "a list of qubits such as [0, 1]", Shape.Whole.within(0, MOST_QUBITS), 1, MOST_QUBITS, true);
        };
    }

    private static Shape line(GateKind.Option option) {
        var number = Shape.Num.within(option.minimum(), option.maximum());
        String what = number.what() + " or the word " + String.join(" or ", option.words());
        return new Shape.Num(what, number.min(), number.max(), false, false, option.words());
    }

    private static Shape names() {
        var name = new Shape.Text("a name", "[\\p{L}_][\\p{L}\\p{N}_]{0,99}", false, "", Function.identity());
        return new Shape.ListOf("a list of names such as [w]", name, 1, MOST_NAMES, true);
    }

    private static Shape outcomes() {
        return new Shape.ListOf("a list of outcomes such as [\"000\", \"111\"]", outcome(), 1, MOST_OUTCOMES, true);
    }

    private static Shape outcome() {
        return new Shape.Text(
                "an outcome of 0 and 1", "[01]{1,1000}", true, "write for example \"011\"", Function.identity());
    }

    private static Shape.Key refused(String name, String advice) {
        return Shape.Key.optional(
                name,
                new Shape.Refused(
                        "a gate", "expected a gate, found " + name + ", which is reported and never decides", advice),
                "Refused: " + name + " of counts is biased.");
    }
}
