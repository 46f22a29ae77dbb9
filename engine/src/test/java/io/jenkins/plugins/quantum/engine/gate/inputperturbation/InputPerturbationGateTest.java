package io.jenkins.plugins.quantum.engine.gate.inputperturbation;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A classifier whose boundary is known: ry(a + b + w) is high above pi/2. */
class InputPerturbationGateTest {
    private final InputPerturbationGate gate = new InputPerturbationGate();

    private static Workload workload(double... sums) {
        Circuit circuit = Qasm.read(
                        "m.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; input float b; input float w; bit[1] c;"
                                + " qubit[1] q; ry(a + b + w) q[0]; c[0] = measure q[0];")
                .circuit();
        var points = new ArrayList<Map<String, Double>>();
        var labels = new ArrayList<String>();
        for (double sum : sums) {
            points.add(Map.of("a", sum / 3, "b", 2 * sum / 3, "w", 0.1));
            labels.add(sum + .1 > Math.PI / 2 ? "high" : "low");
        }
        return new Workload(
                List.of(new Workload.Task("model", circuit, points)),
                new Readout.Classification(labels, List.of("low", "high"), new Readout.Decision.Bit(0), 25),
                CircuitMetrics.of(circuit),
                "digest");
    }

    private static Bench bench(double... sums) {
        return Bench.of("input-perturbation", workload(sums)).with("unit", "absolute");
    }

    @Test
    void shouldFindThePointsThatCanBeMovedOverTheBoundary() {
        // the boundary is at a sum of 1.4708; two inputs move by .05 each, so points within .1 of it can change
        Bench bench = bench(.2, 1.38, 1.56, 2.5).with("epsilon", .05);
        Judgement.Decided fail = Simulated.run(gate, bench.context());
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().value()).isEqualTo(.5);
        assertThat(fail.finding().headline())
                .isEqualTo(
                        "2 of 4 points change from right to wrong when inputs move by at most 0.05; at most 0.05 of them may.");
        assertThat(fail.finding().details()).anyMatch(d -> d.startsWith("Changed: 2, 3 "));
        assertThat(fail.finding().next()).anyMatch(n -> n.contains("max-flips 0.5"));
        assertThat(Simulated.run(gate, bench.with("max-flips", .5).context()).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(Simulated.run(
                                gate,
                                bench(.2, 1.3, 1.65, 2.5).with("epsilon", .05).context())
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldFollowTheGradientWhereTheDrawnCornersMiss() {
        // a single corner, which lies on one side: the gradient finds the other
        Bench bench = bench(.2, 1.38, 1.56, 2.5).with("epsilon", .05).with("directions", 1);
        Judgement.Decided judged = Simulated.run(gate, bench.context());
        assertThat(judged.finding().value()).isEqualTo(.5);
    }

    @Test
    void shouldJudgeTheAccuracyAfterTheWorstMoves() {
        Bench bench = bench(.2, 1.38, 1.56, 2.5)
                .with("epsilon", .05)
                .with("max-flips", 1)
                .with("min", .9);
        Judgement.Decided fail = Simulated.run(gate, bench.context());
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .startsWith("Accuracy falls to 0.7")
                .contains("the line is 0.90.");
        assertThat(Simulated.run(gate, bench.with("min", .6).context()).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldMoveWhatDiffersByItsRange() {
        Bench bench = Bench.of("input-perturbation", workload(.3, 2.7)).with("epsilon", .1);
        InputBox box = InputPerturbationGate.box(bench.context());
        assertThat(box.features()).containsExactly("a", "b");
        List<Map<String, Double>> moved =
                box.first().tasks(bench.workload()).get(0).bindings();
        assertThat(moved).hasSize(2 * box.variants());
        // a moves up by half of .1 of its range of .8, b and the weight stay
        assertThat(moved.get(0).get("a")).isCloseTo(.1 + .04, within(1e-12));
        assertThat(moved.get(0).get("b"))
                .isEqualTo(bench.workload().tasks().get(0).bindings().get(0).get("b"));
        assertThat(moved.get(0)).containsEntry("w", .1);
        assertThat(box.first())
                .isEqualTo(InputPerturbationGate.box(bench.context()).first());
    }

    @Test
    void shouldAskTheLocalSimulatorForHardwareBeforeTheFirstLook() {
        Bench bench = bench(.2, 1.38, 1.56, 2.5).with("epsilon", .05).onHardware(1);
        Proposal.Accepted proposal = accepted(gate.propose(bench.context()));
        assertThat(proposal.statistical()).isFalse();
        assertThat(proposal.needs()).allSatisfy(n -> assertThat(n.source()).isEqualTo(Need.Source.REFERENCE));
        assertThat(Simulated.run(gate, bench.context()).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(
                        Bench.of("input-perturbation", workload(1, 1)).context())))
                .satisfies(r -> assertThat(r.reason()).contains("nothing to move"))
                .satisfies(r -> assertThat(r.alternative()).contains("'data'"));
        assertThat(refused(gate.propose(bench(.2, 2).with("max-flips", 1).context()))
                        .reason())
                .contains("nothing could fail");
        assertThat(refused(gate.propose(bench(.2, 2).with("min", .5).context())).reason())
                .contains("shows nothing");
        assertThat(refused(gate.propose(bench(.2, 2).with("min", "baseline").context()))
                        .reason())
                .contains("no baseline");
        double[] many = new double[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * .01;
        }
        assertThat(refused(gate.propose(bench(many).with("directions", 1000).context())))
                .satisfies(r -> assertThat(r.kind()).isEqualTo(Proposal.Kind.FEASIBILITY))
                .satisfies(r -> assertThat(r.reason()).startsWith("201 200 circuits would have to be simulated"));
    }

    @Test
    void shouldFindNoDataWithoutAnswers() {
        assertThat(decided(gate.judge(bench(.2, 2).context(), evidence())).verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldMoveEveryInputToDrawnCorners() {
        Bench bench = Bench.of("input-perturbation", workload(.3, 2.7)).with("epsilon", .1);
        InputBox box = InputPerturbationGate.box(bench.context());
        List<Map<String, Double>> points = bench.workload().tasks().get(0).bindings();
        List<Map<String, Double>> moved =
                box.first().tasks(bench.workload()).get(0).bindings();
        var corners = new HashSet<List<Double>>();
        // after two inputs up and down come eight corners, each for both points; a ranges over .8, b over 1.6
        for (int i = 8; i < 24; i++) {
            double a = (moved.get(i).get("a") - points.get(i % 2).get("a")) / .08;
            double b = (moved.get(i).get("b") - points.get(i % 2).get("b")) / .16;
            assertThat(Math.abs(a)).isCloseTo(1, within(1e-9));
            assertThat(Math.abs(b)).isCloseTo(1, within(1e-9));
            corners.add(List.of(Math.signum(a), Math.signum(b)));
        }
        assertThat(corners).as("all corners come").hasSize(4);
    }

    @Test
    void shouldCountTheCircuitsOfAllTasks() {
        Workload twice = Bench.model(
                List.of("setosa", "versicolor", "setosa", "versicolor"),
                List.of("setosa", "versicolor"),
                new Readout.Decision.Bit(0),
                25,
                2);
        // the points, one input up and down, eight corners and the worst one: 12 times 4 points in 2 circuits
        assertThat(InputPerturbationGate.box(
                                Bench.of("input-perturbation", twice).context())
                        .circuits())
                .isEqualTo(12 * 4 * 2);
    }

    /** What the first moves give: ry(a + b + w) shows 1 with sin^2 of half the angle. */
    private static Evidence firstMoves(Bench bench) {
        Need need = InputPerturbationGate.box(bench.context()).first();
        var outcomes = new ArrayList<Outcome>();
        for (Map<String, Double> point : need.tasks(bench.workload()).get(0).bindings()) {
            double one = Math.pow(Math.sin((point.get("a") + point.get("b") + point.get("w")) / 2), 2);
            outcomes.add(Outcome.exact(Bench.distribution("0", 1 - one, "1", one)));
        }
        return evidence(new Evidence.Batch(need, List.of(outcomes)));
    }

    @Test
    void shouldAskForTheWorstCornerWhereTheFirstMovesAreKnown() {
        double[] sums = {.2, 1.38, 1.56, 2.5};
        Bench bench = bench(sums).with("epsilon", .05);
        Proposal.Accepted first = accepted(gate.propose(bench.context()));
        assertThat(gate.refine(bench.context(), evidence())).isEqualTo(first);

        Proposal.Accepted refined = accepted(gate.refine(bench.context(), firstMoves(bench)));
        assertThat(refined.needs()).hasSize(3).startsWith(first.needs().toArray(Need[]::new));
        List<Map<String, Double>> worst =
                refined.needs().get(2).tasks(bench.workload()).get(0).bindings();
        assertThat(worst).hasSize(4);
        for (int i = 0; i < sums.length; i++) {
            // the first two are low and move up, the others are high and move down
            double move = i < 2 ? .05 : -.05;
            assertThat(worst.get(i).get("a")).isCloseTo(sums[i] / 3 + move, within(1e-12));
            assertThat(worst.get(i).get("b")).isCloseTo(2 * sums[i] / 3 + move, within(1e-12));
            assertThat(worst.get(i)).containsEntry("w", .1);
        }
    }

    @Test
    void shouldTellWhatTheGradientAdds() {
        // half a move of one input alone takes the two points in the middle over the boundary at 1.4708
        Judgement.Decided alone = Simulated.run(
                gate, bench(.2, 1.46, 1.48, 2.5).with("epsilon", .05).context());
        assertThat(alone.finding().value()).isEqualTo(.5);
        assertThat(alone.finding().details())
                .anyMatch(line -> line.startsWith("The corner to which the gradient points changes 0 more than"));
    }

    @Test
    void shouldPassAnAccuracyAtTheLine() {
        // decided without chance: only the second point is lost
        Workload chancy = workload(.2, 1.38, 1.7, 2.5);
        var readout = (Readout.Classification) chancy.readout();
        var sure = new Workload(
                chancy.tasks(),
                new Readout.Classification(readout.labels(), readout.classes(), readout.decision(), 0),
                chancy.metrics(),
                chancy.digest());
        Bench bench = Bench.of("input-perturbation", sure)
                .with("unit", "absolute")
                .with("epsilon", .05)
                .with("max-flips", 1);
        assertThat(Simulated.run(gate, bench.with("min", .75).context()).verdict())
                .isEqualTo(Verdict.PASS);
        Judgement.Decided fail = Simulated.run(gate, bench.with("min", .76).context());
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .isEqualTo("Accuracy falls to 0.75 when every point gets its worst move; the line is 0.76.");
    }
}
