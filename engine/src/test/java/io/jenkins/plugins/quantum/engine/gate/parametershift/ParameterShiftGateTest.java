package io.jenkins.plugins.quantum.engine.gate.parametershift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.gate.Ansatz;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterShiftGateTest {
    private static final String SHARED =
            """
            input float w0;
            input float w1;
            qubit[2] q;
            ry(w0) q[0];
            ry(0.4) q[1];
            cx q[0], q[1];
            rx(2 * w0 + w1) q[1];
            cry(w1) q[1], q[0];
            rz(sin(w1)) q[0];
            ry(0.7) q[0];
            """;

    private final ParameterShiftGate gate = new ParameterShiftGate();

    private static Bench bench(String body) {
        return Bench.of("parameter-shift", Ansatz.observed(body));
    }

    @Test
    void shouldDifferentiateSharedParametersExpressionsAndControlledRotations() {
        Judgement.Decided pass = Simulated.run(gate, bench(SHARED).context());

        assertThat(pass.verdict()).as(pass.finding().toString()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isLessThan(2e-4);
        assertThat(pass.finding().line()).isEqualTo(2e-3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rx(w) q[0];",
                "p(w) q[0];",
                "U(w, 0.3, 0.2) q[0];",
                "U(0.6, w, 0.2) q[0];",
                "cp(w) q[0], q[1];",
                "crx(w) q[0], q[1];",
                "crz(w) q[0], q[1];",
                "cu(w, 0.2, 0.5, 0.1) q[0], q[1];",
                "cu(0.8, w, 0.5, 0.1) q[0], q[1];",
                "cu(0.8, 0.2, w, 0.1) q[0], q[1];",
                "cu(0.8, 0.2, 0.5, w) q[0], q[1];",
                "rzz(w) q[0], q[1];"
            })
    void shouldKnowTheRuleOfEveryGate(String turn) {
        String body = "input float w;\nqubit[2] q;\nh q[0];\nry(0.9) q[1];\ncx q[1], q[0];\n" + turn
                + "\nrx(0.3) q[0];\nh q[1];\ncx q[0], q[1];\nry(0.4) q[0];\n";
        Judgement.Decided pass =
                Simulated.run(gate, bench(body).with("draws", 3).context());

        assertThat(pass.verdict()).as(pass.finding().toString()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldShowWhereThePlainRuleIsWrong() {
        Judgement.Decided fail =
                Simulated.run(gate, bench(SHARED).with("rule", "plain").context());

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).matches("The derivative by w[01] is wrong: .* by the plain rule, .*");
        assertThat(fail.finding().details()).anyMatch(d -> d.contains("2 parameters with wrong derivatives: w0, w1"));
        assertThat(String.join("\n", fail.finding().details())).containsPattern("w[01] stands in .* on qubit");

        String single = "input float w;\nqubit[2] q;\nry(w) q[0];\ncx q[0], q[1];\n";
        assertThat(Simulated.run(gate, bench(single).with("rule", "plain").context())
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldFailWhereAnExpressionHasNoSlope() {
        String body = "input float w;\nqubit[2] q;\nrx(arcsin(w)) q[0];\ncx q[0], q[1];\n";
        Proposal.Accepted accepted = Bench.accepted(gate.propose(bench(body).context()));
        var evidence = new io.jenkins.plugins.quantum.engine.gate.Evidence.Batch(
                accepted.needs().get(0),
                accepted.needs().get(0).tasks(bench(body).workload()).stream()
                        .map(task -> task.bindings().stream()
                                .map(b -> io.jenkins.plugins.quantum.engine.backend.Outcome.exact(Bench.distribution(
                                        "0".repeat(task.circuit().bits()), 1.0)))
                                .toList())
                        .toList());

        Judgement.Decided fail = Bench.decided(gate.judge(bench(body).context(), Bench.evidence(evidence)));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().details()).contains("An angle's expression has no slope there.");
    }

    @Test
    void shouldTrainWhatIsNotBoundToData() {
        String body = "input float x0;\ninput float w;\nqubit[2] q;\nry(x0) q[0];\nry(w * x0) q[0];\ncx q[0], q[1];\n";
        Bench model = Bench.of("parameter-shift", Ansatz.model(body, new Readout.Decision.Bit(0)));

        Judgement.Decided pass = Simulated.run(gate, model.context());

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        // of each set two shifts, and four places of finite differences
        assertThat(pass.finding().details().get(0)).startsWith("10 random sets of 1 parameter, 60 exact runs; ");
        Proposal.Refused data = Bench.refused(
                gate.propose(model.with("parameters", List.of("x")).context()));
        assertThat(data.reason()).contains("bound to data");
        Proposal.Refused votes = Bench.refused(gate.propose(Bench.of(
                        "parameter-shift", Ansatz.model(body, new Readout.Decision.Votes(Map.of("00", "a", "11", "b"))))
                .context()));
        assertThat(votes.reason()).contains("votes of outcomes, which have no gradient");
    }

    @Test
    void shouldRefuseBeforeAnythingRuns() {
        assertThat(Bench.refused(gate.propose(bench(SHARED).onHardware(3).context()))
                        .alternative())
                .contains("builtin or aer");
        assertThat(Bench.refused(gate.propose(bench(SHARED).withShots(3).context()))
                        .reason())
                .contains("probabilities only");
        assertThat(Bench.refused(gate.propose(
                                bench(SHARED).with("parameters", List.of("ww")).context()))
                        .alternative())
                .contains("did you mean 'w'?");
        assertThat(Bench.refused(gate.propose(bench("qubit[2] q;\nh q[0];\n").context()))
                        .reason())
                .contains("no input that training could change");
        var wide = new StringBuilder("qubit[2] q;\n");
        for (int i = 0; i < 400; i++) {
            wide.insert(0, "input float w" + i + ";\n").append("ry(w").append(i).append(") q[0];\n");
        }
        Proposal.Refused tooMany = Bench.refused(
                gate.propose(bench(wide.toString()).with("draws", 1000).context()));
        // of each of 400 parameters two shifts, and four places of finite differences
        assertThat(tooMany.reason()).startsWith("2 400 000 runs with ");
        assertThat(tooMany.alternative()).contains("fewer 'draws'");
    }

    @Test
    void shouldAskForTheSameRunsAgain() {
        List<Need> first = Bench.accepted(gate.propose(bench(SHARED).context())).needs();
        List<Need> second =
                Bench.accepted(gate.propose(bench(SHARED).context())).needs();

        assertThat(second).isEqualTo(first);
        assertThat(Bench.decided(gate.judge(bench(SHARED).context(), Bench.evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldTakeSmallerStepsWhereAnglesTurnFastOrProbabilitiesAreExact() {
        assertThat(step(bench("input float w;\nqubit[2] q;\nrx(w) q[0];\ncx q[0], q[1];\n")))
                .isCloseTo(5e-2, within(1e-9));
        Bench fast = bench("input float w;\nqubit[2] q;\nrx(100 * w) q[0];\ncx q[0], q[1];\n");
        assertThat(step(fast)).isCloseTo(5e-4, within(1e-9));
        Bench other = new Bench(
                fast.spec(),
                fast.workload(),
                new Capabilities("aer", true, 16, 12, 18, true, false, true, true),
                true,
                false,
                1,
                0,
                1,
                fast.baseline(),
                fast.cost());
        assertThat(step(other)).isCloseTo(1e-4, within(1e-9));
        // and the whole step where an angle has no slope
        assertThat(step(bench("input float w;\nqubit[2] q;\nrx(arcsin(w)) q[0];\ncx q[0], q[1];\n")))
                .isCloseTo(5e-2, within(1e-9));
    }

    /** How far apart the places of the finite differences by one random parameter lie. */
    private double step(Bench bench) {
        Need need = Bench.accepted(gate.propose(bench.with("draws", 1).context()))
                .needs()
                .get(0);
        double[] places = need.tasks(bench.workload()).get(0).bindings().stream()
                .mapToDouble(values -> values.get("w"))
                .distinct()
                .sorted()
                .toArray();
        // two steps below, one below, the place itself, one above, two above
        assertThat(places).hasSize(5);
        return (places[4] - places[0]) / 4;
    }
}
