package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of the gates on models, on a model of which everything is known: a single rotation by the point itself. */
class ModelGatesRunTest {
    @TempDir
    private Path folder;

    private Map<String, RunResult.GateResult> run(String predict, String data, String rest) throws Exception {
        Files.writeString(
                folder.resolve("model.qasm"),
                """
                OPENQASM 3.0;
                include "stdgates.inc";
                input float x_0;
                qubit[1] q;
                bit[1] c;
                ry(x_0) q[0];
                c = measure q;
                """);
        Files.writeString(folder.resolve("z0.json"), "{\"Z0\": 1}");
        Files.writeString(folder.resolve("points.csv"), data);
        Files.writeString(
                folder.resolve("suite.yml"),
                """
                version: 1
                tests:
                  - name: m
                    model: {circuit: model.qasm, inputs: {x: data}, data: points.csv, predict: %s}
                %s
                """
                        .formatted(predict, rest.indent(4)));
        var workbench = new Workbench(new RunEnvironment(
                List.of(new BuiltinProvider(1)),
                List.of(),
                Access.none(),
                (place, reference, shapes) -> {
                    throw new IllegalStateException("the suite needs no Python");
                },
                Clock.systemUTC(),
                Map.of()));
        RunResult result = workbench.run(
                SuiteSource.read(folder, "suite.yml"),
                RunOptions.defaults(),
                folder.resolve("out"),
                RunListener.SILENT,
                () -> false,
                (written, place) -> {});
        return result.tests().stream()
                .flatMap(test -> test.gates().stream())
                .collect(java.util.stream.Collectors.toMap(RunResult.GateResult::gate, gate -> gate));
    }

    /** Angles of which the second half is of the class "one"; Z is cos x. */
    private static String classes(int points) {
        var text = new StringBuilder("x0,label\n");
        for (int i = 0; i < points; i++) {
            double x = Math.PI * (i + .5) / points;
            text.append(String.format(Locale.ROOT, "%.6f,%s%n", x, i < points / 2 ? "zero" : "one"));
        }
        return text.toString();
    }

    @Test
    void shouldMeasureNumbersThatTheModelPredictsExactly() throws Exception {
        var text = new StringBuilder("x0,label\n");
        for (int i = 0; i < 12; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%.9f%n", .2 * i, Math.cos(.2 * i)));
        }
        var gates = run(
                "{observable: z0.json}",
                text.toString(),
                "noise: {p1: 0.01, readout: 0.05}\ngates: {regression-error: {max: 0.2}, resources: {depth: 3}}");
        Finding finding = gates.get("regression-error").finding();
        assertThat(gates.get("regression-error").verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.figures().get("regression.rmse.ideal")).isCloseTo(0, within(1e-5));
        // readout of .05 on both sides takes a tenth of every mean, the gate a little more
        assertThat(finding.value()).isBetween(.05, .1);
    }

    @Test
    void shouldJudgeEveryFigureOfAPerfectRanking() throws Exception {
        var gates = run(
                "{qubit: 0, classes: [zero, one]}",
                classes(60),
                "gates: {mcc: {min: 0.9}, auc: {min: 0.95}, worst-class: {min: 0.9}, calibration: {max: 0.24, metric: brier}}");
        assertThat(gates.values()).allMatch(gate -> gate.verdict() == Verdict.PASS);
        assertThat(gates.get("auc").finding().value()).isEqualTo(1);
        assertThat(gates.get("mcc").finding().value()).isEqualTo(1);
        // mean of (1 − |cos x|)²/4 over the half circle: (3/2 − 4/π)/4
        assertThat(gates.get("calibration").finding().value()).isCloseTo((1.5 - 4 / Math.PI) / 4, within(1e-3));
    }

    @Test
    void shouldDecideByShotsAndSayWhatNewPointsNeed() throws Exception {
        var gates = run(
                "{qubit: 0, classes: [zero, one], shots: 9}",
                classes(100),
                """
                noise: {readout: 0.02}
                evidence: shots
                gates:
                  auc: {min: 0.75}
                  worst-class: {min: 0.7}
                  accuracy: {min: 0.6, estimand: new-points}
                """);
        assertThat(gates.values()).allMatch(gate -> gate.verdict() == Verdict.PASS);
        assertThat(gates.get("accuracy").finding().shots()).isEqualTo(900);
        assertThat(gates.get("accuracy").finding().headline())
                .startsWith("Accuracy on new points is shown to be above");
    }

    @Test
    void shouldFollowAnyFigureOverTheNoise() throws Exception {
        var gates = run(
                "{qubit: 0, classes: [zero, one], shots: 9}",
                classes(40),
                """
                noise: {readout: 0.05}
                gates:
                  noise-drop: {metric: auc, max: 0.1}
                  noise-budget: {metric: worst-class, line: 0.7}
                """);
        assertThat(gates.values()).allMatch(gate -> gate.verdict() == Verdict.PASS);
        assertThat(gates.get("noise-drop").finding().headline()).contains(" of auc: ");
        assertThat(gates.get("noise-budget").finding().headline()).startsWith("The lowest recall of a class is still ");
    }
}
