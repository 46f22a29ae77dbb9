package io.jenkins.plugins.quantum.engine.suite;

import static io.jenkins.plugins.quantum.engine.suite.Shape.Key.optional;
import static io.jenkins.plugins.quantum.engine.suite.Shape.Key.required;

import io.jenkins.plugins.quantum.engine.noise.ErrorLimit;
import io.jenkins.plugins.quantum.engine.noise.SystematicErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The declaration of one test: its subject, noise and gates. */
final class TestFormat {
    /** Stands for the feature columns of a row of data; with a dot and a name, for that column. */
    static final String DATA = "data";

    private static final String FILE = "[^\\u0000-\\u001f]{1,400}";
    private static final int MOST_QUBITS = 1000;
    private static final int MOST_SHOTS = 1_000_000;
    private static final int LONGEST_BITS = 64;
    private static final int MOST_POINTS = 100_000;
    private static final String OBJECT =
            FILE + "\\.py:(?:[A-Za-z_][A-Za-z0-9_]{0,99}\\.){0,9}[A-Za-z_][A-Za-z0-9_]{0,99}";

    private TestFormat() {}

    static Shape.Variants of(GateCatalog catalog) {
        List<Shape.Key> common = common(GateFormat.of(catalog));
        return new Shape.Variants(
                "a test",
                List.of(
                        form(
                                common,
                                required("circuit", circuit(), "A circuit file, or a Python object."),
                                optional("inputs", inputs(), "What each free parameter is bound to."),
                                optional(
                                        "observable",
                                        observable(),
                                        "Pauli terms whose expectation value is tested: a JSON file, or a Python object.")),
                        form(common, required("model", model(), "A classifier, or a model that predicts a number.")),
                        form(common, required("kernel", kernel(), "A quantum kernel.")),
                        form(common, required("problem", problem(), "An optimisation problem for annealers.")),
                        form(common, required("native", nativeProgram(), "A program in a machine's own language."))));
    }

    private static Shape.Fields form(List<Shape.Key> common, Shape.Key... subject) {
        List<Shape.Key> keys = new ArrayList<>(List.of(subject));
        keys.addAll(common);
        return new Shape.Fields("a test", keys, Optional.empty(), 0);
    }

    private static List<Shape.Key> common(Shape gates) {
        var override =
                Shape.Fields.of("an override", required("gates", gates, "Gates that replace those of the test."));
        return List.of(
                required("name", SuiteFormat.name("a test's name"), "Unique; used in reports, trends and baseline."),
                optional("noise", noise(), "The noise on simulators: none, a preset, a calibration file, or numbers."),
                optional(
                        "evidence",
                        Shape.Word.of("automatic", "shots"),
                        "automatic: exact probabilities on simulators, shots on hardware. shots: shots everywhere."),
                optional(
                        "allow-slow",
                        new Shape.Flag("true or false"),
                        "Whether 17 and 18 qubits may run on the built-in simulator."),
                required("gates", gates, "What must hold."),
                optional(
                        "override",
                        new Shape.MapOf(
                                "a map from profile to changes", "a profile's name", SuiteFormat.NAME, override, 1),
                        "What is different under a profile."));
    }

    private static Shape circuit() {
        return new Shape.Text(
                "a circuit file (.qasm) or a Python object (model.py:NAME)",
                FILE + "\\.qasm|" + OBJECT,
                false,
                "give an OpenQASM file, or a Python file, a colon and the object's name",
                ConfinedFolder::requireRelative);
    }

    private static Shape observable() {
        return new Shape.Text(
                "an observable's file (.json) or a Python object (model.py:NAME)",
                FILE + "\\.json|" + OBJECT,
                false,
                "give a JSON file of Pauli terms, or a Python file, a colon and the name of an operator or a circuit",
                ConfinedFolder::requireRelative);
    }

    private static Shape file(String what, String ending) {
        return new Shape.Text(what, FILE + ending, false, "", ConfinedFolder::requireRelative);
    }

    private static Shape inputs() {
        UnaryOperator<String> meaning = text -> text.endsWith(".json") ? ConfinedFolder.requireRelative(text) : text;
        var input = new Shape.Text(
                "data, data.COLUMN, a JSON file or a number",
                DATA + "(\\.[\\p{L}\\p{N}_-]{1,100})?|" + FILE + "\\.json|" + Scalars.NUMBER_PATTERN,
                true,
                "'data' binds the row's features, 'data.COLUMN' one of them; lists of numbers go into a .json file",
                meaning);
        return new Shape.MapOf(
                "a map from parameter to value",
                "a parameter's name as the circuit declares it",
                "[\\p{L}_][\\p{L}\\p{N}_]{0,99}",
                input,
                1);
    }

    private static Shape model() {
        return Shape.Fields.of(
                "a model",
                required("circuit", circuit(), "A circuit file, or a Python object."),
                optional("inputs", inputs(), "What each free parameter is bound to; 'data' is the row's features."),
                required(
                        "data",
                        file("a file of labelled points (.csv)", "\\.csv"),
                        "A CSV file with a header and a label column."),
                required("predict", predict(), "How outcomes become classes or numbers."));
    }

    private static Shape kernel() {
        return Shape.Fields.of(
                "a kernel",
                required("circuit", circuit(), "The circuit that embeds a point: a file, or a Python object."),
                required("inputs", inputs(), "What each free parameter is bound to; 'data' is the row's features."),
                required(
                        "data",
                        file("a file of labelled points (.csv)", "\\.csv"),
                        "A CSV file with a header and a label column."),
                optional(
                        "points",
                        Shape.Whole.within(2, MOST_POINTS),
                        "How many points, the first of the file. Left out: all."));
    }

    private static Shape nativeProgram() {
        return Shape.Fields.of(
                "a native program",
                required(
                        "program",
                        file("a program's file (.json)", "\\.json"),
                        "The program, as the vendor's own tool writes it."),
                required(
                        "format",
                        Shape.Word.of("pulser", "braket-ahs", "perceval"),
                        "Its language: a Pulser sequence, an analog Hamiltonian simulation of Braket, a payload of Perceval."),
                required(
                        "sites",
                        Shape.Whole.within(1, MOST_QUBITS),
                        "How many atoms or modes it reads out: the length of an outcome."));
    }

    private static Shape problem() {
        return new Shape.Variants("a problem", List.of(problem("qubo", "0 and 1"), problem("ising", "-1 and +1")));
    }

    private static Shape.Fields problem(String key, String values) {
        return Shape.Fields.of(
                "a problem",
                required(
                        key,
                        file("a problem's file (.json)", "\\.json"),
                        "A JSON file of biases between variables of the values " + values + "."),
                optional(
                        "optimum",
                        new Shape.Num(
                                "the lowest energy, or the word exact",
                                -Double.MAX_VALUE,
                                Double.MAX_VALUE,
                                false,
                                false,
                                List.of("exact")),
                        "The lowest energy. exact (default): found by looking at every outcome, up to 24 variables."));
    }

    private static Shape predict() {
        var className = new Shape.Text("a class", "[^\\u0000-\\u001f]{1,100}", true, "", Function.identity());
        var pair = new Shape.ListOf("a list of two different classes", className, 2, 2, true);
        var shots = optional(
                "shots",
                Shape.Whole.within(1, MOST_SHOTS),
                "Shots of one prediction, the class with most votes wins. Left out: that of infinitely many shots.");
        var byBits = new Shape.MapOf(
                "a map from outcomes to classes",
                "an outcome of 0 and 1",
                "[01]{1," + LONGEST_BITS + "}",
                className,
                2);
        return new Shape.Variants(
                "a prediction",
                List.of(
                        Shape.Fields.of(
                                "a prediction",
                                required(
                                        "qubit",
                                        Shape.Whole.within(0, MOST_QUBITS),
                                        "The qubit whose value is the class."),
                                required(
                                        "classes",
                                        pair,
                                        "The classes as the data's labels name them: first for 0, second for 1."),
                                shots),
                        Shape.Fields.of(
                                "a prediction",
                                required(
                                        "observable",
                                        observable(),
                                        "Pauli terms whose mean decides, or without classes is the prediction: a JSON file, or a Python object."),
                                optional(
                                        "threshold",
                                        Shape.Num.within(-Double.MAX_VALUE, Double.MAX_VALUE),
                                        "With classes: at most this mean, the first class. Default: 0."),
                                optional(
                                        "classes",
                                        pair,
                                        "The classes as the data's labels name them: first for at most the threshold."
                                                + " Left out: the labels are numbers, which the mean predicts."),
                                shots),
                        Shape.Fields.of(
                                "a prediction",
                                required(
                                        "bits",
                                        Shape.Whole.within(1, LONGEST_BITS),
                                        "How many classical bits an outcome has."),
                                required("classes", byBits, "The class of each outcome, highest classical bit first."),
                                shots)));
    }

    private static Shape probability(ErrorLimit limit) {
        return new Shape.Num(limit.expected(), 0, limit.most(), false, false, List.of());
    }

    private static Shape within(double most) {
        return Shape.Num.within(-most, most);
    }

    private static Shape noise() {
        var named = new Shape.Text(
                "none, a preset or a calibration file (.json)",
                FILE,
                false,
                "",
                text -> text.endsWith(".json") ? ConfinedFolder.requireRelative(text) : text);
        var values = new Shape.Fields(
                "noise with at least one of p1, p2, readout, t1, t2, over-rotation, cx-over-rotation, crosstalk-zz,"
                        + " crosstalk-factor",
                List.of(
                        optional(
                                "p1",
                                probability(ErrorLimit.ONE_QUBIT),
                                "Probability of a Pauli error after a one-qubit gate."),
                        optional(
                                "p2",
                                probability(ErrorLimit.TWO_QUBITS),
                                "Probability of a Pauli error after a two-qubit gate."),
                        optional("readout", probability(ErrorLimit.READOUT), "Probability to read a qubit wrongly."),
                        optional("t1", Shape.Num.within(1e-9, 1e6), "Relaxation time in seconds."),
                        optional("t2", Shape.Num.within(1e-9, 1e6), "Dephasing time in seconds, at most twice t1."),
                        optional(
                                "over-rotation",
                                within(SystematicErrors.MOST_OVER_ROTATION),
                                "Share by which every one-qubit pulse turns too far: 0.01 is 1 %."),
                        optional(
                                "cx-over-rotation",
                                within(SystematicErrors.MOST_CX_OVER_ROTATION),
                                "Angle in radians by which every two-qubit gate turns too far."),
                        optional(
                                "crosstalk-zz",
                                within(SystematicErrors.MOST_CROSSTALK),
                                "Angle in radians between neighbours of two-qubit gates that run at the same time."),
                        optional(
                                "crosstalk-factor",
                                Shape.Num.within(1, SystematicErrors.MOST_FACTOR),
                                "Factor of p2 for two-qubit gates that run beside another one; needs p2.")),
                Optional.empty(),
                1);
        return new Shape.Either(
                "none, a preset, a calibration file or a map of p1, p2, readout, t1, t2 and systematic errors",
                List.of(named, values));
    }
}
