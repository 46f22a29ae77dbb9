package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import io.jenkins.plugins.quantum.engine.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results of runs as a user gets them, for tests of whatever shows or stores them. */
public final class Results {
    private static final String SUITE = "quantum.yml";

    private final List<TestResult> tests = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<RunResult.Choice> choices = new ArrayList<>();
    private final Map<String, String> provenance = new TreeMap<>(Map.of(
            "engine.version", "1.0",
            "git.commit", "4f1c0de2a7b94a6d8e2f0b1c3d5e7f9012345678",
            "suite.sha256", "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de"));
    private String spent = "0 USD";

    /** A green run of the suite that the documentation shows. */
    public static RunResult passed() {
        return new Results().test(ghz()).test(irisPassed()).result();
    }

    /** The same model after a change that made it longer: the noise budget is gone. */
    public static RunResult failed() {
        return new Results()
                .test(ghz())
                .test(irisFailed())
                .test(hardware())
                .spent("6.42 USD")
                .warning(
                        "quantum.yml:9:5: warning: profile nightly allows 3 rounds; the backend queue may hold it for hours")
                .result();
    }

    /** A run without a single test. */
    public static RunResult empty() {
        return new Results().result();
    }

    /** Adds a test. */
    public Results test(TestResult test) {
        tests.add(test);
        return this;
    }

    /** Adds a warning. */
    public Results warning(String warning) {
        warnings.add(warning);
        return this;
    }

    /** Says what was spent. */
    public Results spent(String amount) {
        spent = amount;
        return this;
    }

    /** A test could have run elsewhere. */
    public Results choice(String test, String backend, String why, String... others) {
        choices.add(new RunResult.Choice(test, backend, why, List.of(others)));
        return this;
    }

    /** Adds a fact of provenance. */
    public Results fact(String name, String value) {
        provenance.put(name, value);
        return this;
    }

    /** The result, with the exit code that its verdicts ask for. */
    public RunResult result() {
        long shots = tests.stream()
                .flatMap(test -> test.gates().stream())
                .mapToLong(gate -> gate.finding().shots())
                .sum();
        return new RunResult(
                RunResult.SCHEMA_VERSION,
                "0d9f3b51c2aa",
                SUITE,
                "pr",
                7,
                exitCode(),
                Suite.Policy.WARN,
                tests,
                new RunResult.CostSummary("25 USD", "19 USD", spent, shots),
                List.of(),
                choices,
                warnings,
                provenance,
                new RunResult.Timing("2026-03-01T12:00:00.123Z", "2026-03-01T12:00:08.623Z", 8.5));
    }

    private int exitCode() {
        List<Verdict> verdicts = tests.stream()
                .flatMap(test -> test.gates().stream())
                .map(GateResult::verdict)
                .toList();
        if (verdicts.contains(Verdict.FAIL)) {
            return 1;
        }
        if (verdicts.contains(Verdict.NO_DATA)) {
            return 3;
        }
        if (verdicts.contains(Verdict.INCONCLUSIVE)) {
            return 5;
        }
        return verdicts.contains(Verdict.PASS) ? 0 : 3;
    }

    /** A test of a model on a backend. */
    public static TestResult model(String name, String backend, int twoQubit, GateResult... gates) {
        return new TestResult(
                name,
                backend,
                "model",
                "vqc.qasm",
                "heron-r2",
                "e41b7c90",
                "5feceb66ffc86f38d952786c6d696c79",
                new CircuitMetrics(4, 24 + twoQubit, 24, twoQubit, 11 + twoQubit / 2, 1 + twoQubit / 2, 0, 4, twoQubit),
                List.of(gates));
    }

    /** A gate with nothing but a verdict and words. */
    public static GateResult gate(String kind, Verdict verdict, String headline) {
        return new GateResult(
                kind,
                new SourcePosition(SUITE, 18, 7),
                verdict,
                Finding.words(headline, List.of(), List.of()),
                "0 USD");
    }

    /** A gate with a finding. */
    public static GateResult gate(String kind, int line, Verdict verdict, String cost, Finding finding) {
        return new GateResult(kind, new SourcePosition(SUITE, line, 7), verdict, finding, cost);
    }

    /** A circuit that holds. */
    public static TestResult ghz() {
        var bars = new Plot.Bars(
                "Outcomes",
                "probability",
                List.of("000", "001", "010", "011", "100", "101", "110", "111"),
                List.of(
                        new Plot.Group("ideal", List.of(0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5)),
                        new Plot.Group(
                                "heron-r2", List.of(0.4871, 0.0062, 0.0049, 0.0071, 0.0068, 0.0052, 0.0061, 0.4766))));
        var finding = new Finding(
                "The outcomes match the ideal circuit to 0.96; the line is 0.90.",
                List.of("shape distance 0.01, allowed 0.05"),
                "linear score",
                0.9637,
                0.9637,
                0.9637,
                1,
                0.9,
                0,
                Map.of("fidelity", 0.9637, "shape", 0.0112),
                List.of(bars),
                List.of());
        return new TestResult(
                "ghz",
                "builtin",
                "circuit",
                "ghz.qasm",
                "heron-r2",
                "e41b7c90",
                "6b86b273ff34fce19d6b804eff5a3f57",
                new CircuitMetrics(3, 3, 1, 2, 4, 2, 0, 3, 2),
                List.of(gate("fidelity", 5, Verdict.PASS, "0 USD", finding)));
    }

    /** A classifier with reserve. */
    public static TestResult irisPassed() {
        return model(
                "iris", "builtin", 6, accuracy(0.9125), noiseBudget(Verdict.PASS, 2.1), resources(Verdict.PASS, 6));
    }

    /** The classifier with six more gates. */
    public static TestResult irisFailed() {
        return model(
                "iris",
                "builtin",
                12,
                accuracy(0.8712),
                noiseBudget(Verdict.FAIL, 1.2),
                resources(Verdict.PASS, 12),
                gate("f1", Verdict.SKIPPED, "Switched off in profile pr."));
    }

    /** The classifier on a device, undecided, and one whose jobs were lost. */
    public static TestResult hardware() {
        var finding = new Finding(
                "Measured 0.80 (95 % 0.77..0.83). Passing means shown above 0.75; failing means shown below 0.85.",
                List.of("Stopped by: 3 rounds.", "Spent 6.42 of 25 USD, 3 000 shots."),
                "accuracy",
                0.8,
                0.77,
                0.83,
                0.95,
                0.85,
                3000,
                Map.of("accuracy", 0.8),
                List.of(),
                List.of(
                        "continue: qmlops resume RUN --rounds 2 (about 7 USD)",
                        "widen the margin to 0.15",
                        "accept what is shown: min 0.73"));
        var lost = Finding.words(
                "There is no evidence: the device went offline after 2 of 30 jobs.",
                List.of("No data is never a pass."),
                List.of("qmlops resume RUN_DIR runs only what is missing"));
        return new TestResult(
                "iris",
                "garnet",
                "model",
                "vqc.qasm",
                "none",
                "2026-03-01T06:00Z",
                "5feceb66ffc86f38d952786c6d696c79",
                new CircuitMetrics(4, 36, 24, 12, 17, 7, 0, 4, 12),
                List.of(
                        gate("accuracy", 14, Verdict.INCONCLUSIVE, "6.42 USD", finding),
                        gate("noise-drop", 15, Verdict.NO_DATA, "0 USD", lost)));
    }

    private static GateResult accuracy(double noisy) {
        var bars = new Plot.Bars(
                "Right decisions by class",
                "share",
                List.of("setosa", "versicolor"),
                List.of(
                        new Plot.Group("ideal", List.of(1.0, 0.95)),
                        new Plot.Group("heron-r2", List.of(noisy + 0.05, noisy - 0.05))));
        var finding = new Finding(
                "Accuracy is " + noisy + " under the noise of heron-r2; the line is 0.85.",
                List.of("ideal 0.97   1.0x " + noisy + "     exact, 40 points"),
                "accuracy",
                noisy,
                noisy - 0.004,
                noisy + 0.004,
                0.95,
                0.85,
                0,
                Map.of("accuracy", noisy, "accuracy.ideal", 0.975, "accuracy.drop", 0.975 - noisy),
                List.of(bars),
                List.of());
        return gate("accuracy", 16, Verdict.PASS, "0 USD", finding);
    }

    private static GateResult noiseBudget(Verdict verdict, double critical) {
        List<Plot.Point> points = new ArrayList<>();
        for (double x = 0; x <= 3.001; x += 0.5) {
            double y = 0.975 - 0.15 * x / critical + 0.012 * x * x;
            points.add(new Plot.Point(x, y, y - 0.012 - 0.004 * x, y + 0.012 + 0.004 * x));
        }
        double at = points.get(3).y();
        var curve = new Plot.Curve(
                "Accuracy under noise",
                "noise, times the device's",
                "accuracy",
                List.of(new Plot.Series("accuracy", points)),
                0.85,
                List.of(new Plot.Mark("critical noise", critical), new Plot.Mark("asked for", 1.5)));
        boolean good = verdict == Verdict.PASS;
        var finding = new Finding(
                good
                        ? "Accuracy stays above 0.85 up to 2.1x the noise of heron-r2; 1.5x was asked for."
                        : "Accuracy falls to 0.81 at 1.5x the noise of heron-r2; the line is 0.85.",
                good
                        ? List.of()
                        : List.of(
                                "It crosses the line at 1.2x: the model works today, with too little reserve.",
                                "ideal 0.97   1.0x 0.87   1.5x 0.81   2.0x 0.74     exact, 40 points, +-0.004 numerical"),
                "accuracy at 1.5x",
                at,
                at - 0.004,
                at + 0.004,
                0.95,
                0.85,
                0,
                Map.of("noise.critical", critical),
                List.of(curve),
                good ? List.of() : List.of("qmlops compare main --test iris"));
        return gate("noise-budget", 18, verdict, "0 USD", finding);
    }

    private static GateResult resources(Verdict verdict, int twoQubit) {
        var finding = new Finding(
                twoQubit + " two-qubit gates; at most 12 are allowed.",
                List.of(),
                "two-qubit gates",
                twoQubit,
                twoQubit,
                twoQubit,
                1,
                12,
                0,
                Map.of("resources.two-qubit", (double) twoQubit),
                List.of(),
                List.of());
        return gate("resources", 19, verdict, "0 USD", finding);
    }

    /** Text that breaks out of whatever does not escape it. */
    public static String hostile() {
        return "<script>alert(1)</script> ]]> \"' & {{x}} | `x` [a](javascript:1) @all \u001b[31m\u0000\u202e \ud83d\ude80 \ud83d"
                + " " + "long".repeat(2_500);
    }

    /** A run in which every text comes from an enemy and no number is one. */
    public static RunResult hostileRun() {
        String evil = hostile();
        var plots = List.<Plot>of(
                new Plot.Curve(
                        evil,
                        evil,
                        evil,
                        List.of(new Plot.Series(
                                evil,
                                List.of(
                                        new Plot.Point(0, Double.NaN, Double.NaN, Double.NaN),
                                        new Plot.Point(1, 0.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)))),
                        Double.NaN,
                        List.of(new Plot.Mark(evil, Double.NaN))),
                new Plot.Bars(evil, evil, List.of(evil, "b"), List.of(new Plot.Group(evil, List.of(Double.NaN)))));
        var finding = new Finding(
                evil,
                List.of(evil),
                evil,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                0.95,
                Double.NaN,
                0,
                Map.of(evil, Double.NaN),
                plots,
                List.of(evil, evil));
        var gate = new GateResult(evil, new SourcePosition(evil, 3, 1), Verdict.FAIL, finding, evil);
        var error = new GateResult("error", new SourcePosition(evil, 0, 0), Verdict.NO_DATA, finding, evil);
        var pass = new GateResult("pass", new SourcePosition(evil, 0, 0), Verdict.PASS, finding, evil);
        var skipped = new GateResult("skip", new SourcePosition(evil, 0, 0), Verdict.SKIPPED, finding, evil);
        var test = new TestResult(
                evil,
                evil,
                evil,
                evil,
                evil,
                evil,
                evil,
                new CircuitMetrics(1, 1, 1, 0, 1, 0, 0, 1, 0),
                List.of(gate, error, pass, skipped));
        return new Results()
                .test(test)
                .warning(evil)
                .spent(evil)
                .fact(evil, evil)
                .result();
    }

    /** A run of one test with so many gates, every third of them failed. */
    public static RunResult many(int gates) {
        List<GateResult> all = new ArrayList<>();
        for (int i = 0; i < gates; i++) {
            var template = i % 3 == 0 ? noiseBudget(Verdict.FAIL, 1.2) : accuracy(0.9);
            all.add(new GateResult(
                    template.gate() + "-" + i, template.at(), template.verdict(), template.finding(), "0 USD"));
        }
        return new Results()
                .test(model("many", "builtin", 6, all.toArray(new GateResult[0])))
                .result();
    }
}
