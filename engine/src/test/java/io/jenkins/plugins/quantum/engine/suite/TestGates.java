package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.suite.GateKind.Option;
import io.jenkins.plugins.quantum.engine.suite.Subject.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A small catalogue with every type of option, and parsers that know it. */
final class TestGates implements GateCatalog {
    static final Set<String> TYPES = Set.of("builtin", "aer", "dwave-samplers", "braket", "ibm", "aqt", "pasqal");
    static final Set<String> PRESETS = Set.of("heron-r2", "garnet", "forte");

    private record TestKind(String name, String summary, Set<Kind> subjects, List<Option> options)
            implements GateKind {}

    private static final List<TestKind> KINDS = List.of(
            new TestKind(
                    "fidelity",
                    "Shows that the outcomes are as expected.",
                    Set.of(Kind.CIRCUIT),
                    List.of(
                            Option.line("min", 0, 1, "0.9", "Least score."),
                            Option.number("margin", 0, 1, "0.05", "How much better a healthy circuit is."))),
            new TestKind(
                    "allowed-states",
                    "Shows that no other outcomes come.",
                    Set.of(Kind.CIRCUIT, Kind.NATIVE),
                    List.of(
                            Option.outcomes("states", "", "Those allowed."),
                            Option.number("max-leakage", 0, 1, "0.1", "Largest share of others."),
                            Option.number("min", 0, 1, "0.9", "Least share."))),
            new TestKind(
                    "accuracy",
                    "Shows that the model classifies.",
                    Set.of(Kind.MODEL),
                    List.of(
                            Option.line("min", 0, 1, "", "Least accuracy."),
                            Option.whole("sample", 1, 100_000, "all points", "How many points."))),
            new TestKind(
                    "noise-budget",
                    "Shows how much noise the model stands.",
                    Set.of(Kind.MODEL),
                    List.of(
                            Option.number("min", 0.1, 10, "", "Least critical noise."),
                            Option.word("metric", List.of("accuracy", "f1"), "accuracy", "What is followed."),
                            Option.line("line", 0, 1, "0.5", "Where it fails."))),
            new TestKind(
                    "regression-error",
                    "Shows that predicted numbers are near.",
                    Set.of(Kind.REGRESSION),
                    List.of(Option.number("max", 0, 1e6, "", "Largest error."))),
            new TestKind(
                    "expectation",
                    "Shows that an expectation value is right.",
                    Set.of(Kind.OBSERVABLE),
                    List.of(
                            Option.number("target", -Double.MAX_VALUE, Double.MAX_VALUE, "", "The value."),
                            Option.number("within", 0, Double.MAX_VALUE, "", "How near."))),
            new TestKind("kernel-psd", "Shows that a kernel is one.", Set.of(Kind.KERNEL), List.of()),
            new TestKind(
                    "ground-state-rate",
                    "Shows that reads are at the optimum.",
                    Set.of(Kind.PROBLEM),
                    List.of(Option.number("min", 0, 1, "", "Least share."))),
            new TestKind(
                    "energy-gap",
                    "Shows that energies are near the optimum.",
                    Set.of(Kind.PROBLEM),
                    List.of(Option.number("max", 0, 10, "", "Largest gap."))),
            new TestKind(
                    "kernel-psd",
                    "Shows that a kernel is one.",
                    Set.of(Kind.KERNEL),
                    List.of(Option.whole("shots", 1, 1e6, "1000", "Of each pair."))),
            new TestKind("kernel-concentration", "Shows that a kernel varies.", Set.of(Kind.KERNEL), List.of()),
            new TestKind(
                    "kernel-alignment",
                    "Shows that a kernel fits.",
                    Set.of(Kind.KERNEL),
                    List.of(Option.line("min", 0, 1, "", "Least alignment."))),
            new TestKind(
                    "svm-accuracy",
                    "Shows that a kernel classifies.",
                    Set.of(Kind.KERNEL),
                    List.of(
                            Option.line("min", 0, 1, "", "Least accuracy."),
                            Option.whole("train", 2, 100_000, "most", "How many train."))),
            new TestKind(
                    "parameter-shift",
                    "Shows that gradients are right.",
                    Set.of(Kind.OBSERVABLE),
                    List.of(Option.names("parameters", "all", "Those trained."))),
            new TestKind(
                    "resources",
                    "Shows that the circuit stays small.",
                    Set.of(Kind.CIRCUIT, Kind.OBSERVABLE, Kind.MODEL),
                    List.of(
                            Option.whole("two-qubit", 0, 1e9, "no limit", "Most two-qubit gates."),
                            Option.whole("depth", 0, 1e9, "no limit", "Greatest depth."))));

    @Override
    public List<? extends GateKind> kinds() {
        return KINDS;
    }

    static SuiteParser parser() {
        return new SuiteParser(new TestGates(), TYPES, PRESETS);
    }

    static ParsedSuite parse(String text) {
        return parser().parse("quantum.yml", Path.of("suites"), text);
    }
}
