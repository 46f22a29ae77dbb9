package io.jenkins.plugins.quantum.engine.gate.reproducibility;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.plus;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.SameShape;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.ShapeCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReproducibilityGateTest {
    private static final List<String> LABELS = List.of("setosa", "versicolor", "setosa", "versicolor");
    private static final Distribution GHZ = ghz(3);
    private static final Evidence IDEAL = evidence(batch(Need.reference(0, 0), GHZ));

    private final ReproducibilityGate gate = new ReproducibilityGate();
    private final Bench circuit = Bench.of("reproducibility", Bench.circuit(3));
    private final Bench model = Bench.of("reproducibility", Bench.model(LABELS, 25));

    private static Circuit circuit(String angle, String more) {
        return Qasm.read(
                        "model.py:circuit",
                        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nh q[0];\nrx(" + angle + ") q[1];\n"
                                + more + "cx q[0], q[1];\n")
                .circuit();
    }

    private static Bench exported(Circuit first, Circuit second) {
        return Bench.of(
                "reproducibility",
                new Workload(
                                List.of(new Workload.Task("circuit", first.measuringAll(), List.of(Map.of()))),
                                new Readout.Outcomes(),
                                CircuitMetrics.of(first),
                                CircuitDigest.of(first))
                        .exportedAgain(Optional.of(second)));
    }

    @Test
    void shouldPassCodeThatGivesTheSameCircuitTwice() {
        Bench bench = exported(circuit("0.5", ""), circuit("0.5", ""));

        assertThat(accepted(gate.propose(bench.context())).needs()).isEmpty();
        Judgement.Decided answer = decided(gate.judge(bench.context(), evidence()));
        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        assertThat(answer.finding().headline()).isEqualTo("The code gives the same circuit when it is asked again.");
    }

    @Test
    void shouldShowWhereTheSecondCircuitDiffers() {
        Bench bench = exported(circuit("0.5", ""), circuit("0.7", "x q[1];\n"));
        // on a device nothing is submitted either
        for (GateContext context : List.of(bench.context(), bench.onHardware(3).context())) {
            Proposal.Accepted proposal = accepted(gate.propose(context));
            assertThat(proposal.needs()).isEmpty();
            assertThat(proposal.worstShots()).isZero();
            Judgement.Decided answer = decided(gate.judge(context, evidence()));
            assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(answer.finding().details())
                    .contains("First and second: 3 gates, 1 on two qubits, depth 2; 4 gates, 1 on two qubits, depth 3.")
                    .anyMatch(line -> line.matches("first, line \\d+: rx\\(0\\.5\\) q\\[1\\];"))
                    .anyMatch(line -> line.matches("second, line \\d+: rx\\(0\\.7\\) q\\[1\\];"))
                    .anyMatch(line -> line.matches("second, line \\d+: x q\\[1\\];"))
                    .noneMatch(line -> line.contains("h q[0]") || line.contains("cx"));
            assertThat(answer.finding().next().get(0)).contains("seed");
        }
    }

    @Test
    void shouldCutLongDifferences() {
        String many = "x q[1];\n".repeat(40);
        Judgement.Decided answer = decided(
                gate.judge(exported(circuit("0.5", ""), circuit("0.5", many)).context(), evidence()));
        assertThat(answer.finding().details())
                .filteredOn(line -> line.startsWith("second, line"))
                .hasSize(6);
        assertThat(answer.finding().details()).anyMatch(line -> line.startsWith("second: and 34 more lines"));
    }

    @Test
    void shouldMeasureACircuitTwiceAndHoldItsErrorRates() {
        GateContext device = circuit.onHardware(3).context();
        List<Need> needs = accepted(gate.refine(device, IDEAL)).needs();
        assertThat(needs).hasSize(2);
        assertThat(needs.get(0).shots()).isEqualTo(needs.get(1).shots()).isBetween(500L, 6_000L);
        assertThat(needs).extracting(Need::look).containsExactly(0, 1);
        int wrong = 0;
        for (int run = 0; run < 10; run++) {
            UniformRandomProvider random = Seed.generator(Seed.derive(3, "run", "" + run));
            Distribution noisy = faded(GHZ, .8);
            wrong += twice(device, needs, noisy, noisy, random).verdict() == Verdict.PASS ? 0 : 1;
            wrong += twice(device, needs, noisy, faded(GHZ, .3), random).verdict() == Verdict.FAIL ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    private Judgement.Decided twice(
            GateContext context,
            List<Need> needs,
            Distribution first,
            Distribution second,
            UniformRandomProvider random) {
        return decided(gate.judge(
                context,
                plus(
                        IDEAL,
                        sampled(needs.get(0), List.of(List.of(first)), random),
                        sampled(needs.get(1), List.of(List.of(second)), random))));
    }

    @Test
    void shouldWordBothAnswers() {
        GateContext device = circuit.onHardware(3).context();
        List<Need> needs = accepted(gate.refine(device, IDEAL)).needs();
        Judgement.Decided fail = twice(device, needs, GHZ, faded(GHZ, .4), Seed.generator(1));
        assertThat(fail.finding().headline())
                .startsWith(
                        "Two submissions of the circuit are shown to be farther from each other than the healthy 0.025");
        assertThat(fail.finding().line()).isEqualTo(.10);
        assertThat(fail.finding().shots()).isEqualTo(2 * needs.get(0).shots());
        assertThat(fail.finding().plots()).hasSize(1);
        assertThat(fail.finding().next().get(0)).contains("layout");
        assertThat(twice(device, needs, GHZ, GHZ, Seed.generator(1)).finding().headline())
                .startsWith("Two submissions of the circuit are shown to be nearer to each other than 0.1");
    }

    @Test
    void shouldAskForTheSubmissionThatIsMissing() {
        GateContext device = circuit.onHardware(3).context();
        List<Need> needs = accepted(gate.refine(device, IDEAL)).needs();
        Evidence half = plus(IDEAL, sampled(needs.get(0), List.of(List.of(GHZ)), Seed.generator(1)));

        assertThat(Bench.more(gate.judge(device, half)).needs()).isEqualTo(needs);
        assertThat(decided(gate.judge(device, evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldCompareTwoRunsOfAModel() {
        GateContext device = model.onHardware(3).context();
        List<Distribution> sure = List.of(bit(.1), bit(.9), bit(.1), bit(.9));
        List<Distribution> lost = List.of(bit(.1), bit(.9), bit(.9), bit(.9));
        assertThat(accepted(gate.propose(device)).needs())
                .extracting(Need::look)
                .containsExactly(0, 1);

        Judgement.Decided same = play(device, sure, sure);
        Judgement.Decided other = play(device, sure, lost);

        assertThat(same.verdict()).isEqualTo(Verdict.PASS);
        assertThat(same.finding().headline())
                .startsWith("The accuracies of two runs are shown to differ by less than 0.1");
        assertThat(same.finding().shots()).isPositive();
        assertThat(other.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(other.finding().value()).isPositive();
        // the other way round too
        assertThat(play(device, lost, sure).finding().value()).isNegative();
    }

    private Judgement.Decided play(GateContext context, List<Distribution> first, List<Distribution> second) {
        UniformRandomProvider random = Seed.generator(5);
        Evidence evidence = evidence();
        List<Need> needs = accepted(gate.propose(context)).needs();
        for (int look = 0; look < 3; look++) {
            evidence = plus(
                    evidence,
                    sampled(needs.get(0), List.of(first), random),
                    sampled(needs.get(1), List.of(second), random));
            Judgement judgement = gate.judge(context, evidence);
            if (judgement instanceof Judgement.Decided answer) {
                return answer;
            }
            needs = Bench.more(judgement).needs();
            assertThat(needs).extracting(Need::look).containsExactly(2 * look + 2, 2 * look + 3);
        }
        throw new AssertionError("three looks without a verdict");
    }

    @Test
    void shouldSayWhatIsOpenForAModel() {
        GateContext device = model.onHardware(3).context();
        List<Need> needs = accepted(gate.propose(device)).needs();
        List<Distribution> unsure = List.of(bit(.45), bit(.55), bit(.5), bit(.5));
        Judgement.More open = Bench.more(gate.judge(
                device,
                evidence(
                        sampled(needs.get(0), List.of(unsure), Seed.generator(1)),
                        sampled(needs.get(1), List.of(unsure), Seed.generator(2)))));

        assertThat(open.soFar().headline())
                .startsWith("Measured a difference of")
                .contains("Passing means shown within 0.1");
        assertThat(open.soFar().next()).hasSize(2);
        assertThat(Bench.more(gate.judge(device, evidence())).needs()).isEqualTo(needs);
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(circuit.context())).reason()).contains("nothing can differ");
        assertThat(refused(gate.propose(circuit.context())).alternative()).contains("reproducibility: off");
        assertThat(refused(gate.propose(circuit.onHardware(1).with("margin", .2).context()))
                        .reason())
                .contains("nothing is nearer than the same");
        assertThat(refused(gate.propose(Bench.of("reproducibility", Bench.model(LABELS, 0))
                                .onHardware(3)
                                .context()))
                        .reason())
                .contains("infinitely many shots");
        assertThat(refused(gate.propose(model.onHardware(3).withShotLimit(100).context()))
                        .reason())
                .contains("cannot decide");
        Proposal.Refused few =
                refused(gate.refine(circuit.onHardware(3).withShotLimit(100).context(), IDEAL));
        assertThat(few.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(few.reason()).contains("two submissions of", "100 in all are allowed");
        assertThat(refused(gate.refine(
                                circuit.onHardware(3)
                                        .with("max", 1e-5)
                                        .with("margin", 1e-5)
                                        .context(),
                                IDEAL))
                        .reason())
                .contains("more than 2 000 000 shots");
        Workload energy =
                Bench.observable(new Readout.Expectation(0, List.of(List.of(new Readout.Parity(1, List.of(0))))));
        assertThat(refused(gate.propose(Bench.of("reproducibility", energy)
                                .onHardware(3)
                                .context()))
                        .alternative())
                .contains("'expectation'");
    }

    @Test
    void shouldTellTwoRunsByNumbers() {
        GateContext device = model.onHardware(3).context();
        List<Distribution> sure = List.of(bit(0), bit(1), bit(0), bit(1));
        Finding same = play(device, sure, sure).finding();
        assertThat(same.value()).isZero();
        assertThat(same.line()).isEqualTo(.1);
        assertThat(same.headline()).endsWith("differ by less than 0.1: measured 0.00.");
        assertThat(same.next()).isEmpty();
        Finding lost =
                play(device, sure, List.of(bit(0), bit(1), bit(1), bit(1))).finding();
        assertThat(lost.value()).isEqualTo(.25);
        assertThat(lost.line()).isEqualTo(.1);
        assertThat(lost.headline())
                .isEqualTo(
                        "The accuracies of two runs are shown to differ by more than the healthy 0.025: measured 0.25.");
        assertThat(lost.figures()).containsEntry("reproducibility.accuracy-difference", .25);
        assertThat(lost.next()).hasSize(2);
        Finding turned =
                play(device, List.of(bit(0), bit(1), bit(1), bit(1)), sure).finding();
        assertThat(turned.value()).isEqualTo(-.25);
        assertThat(turned.line()).isEqualTo(-.1);
        // two runs over four points
        assertThat(lost.shots() % 8).isZero();
    }

    @Test
    void shouldShowWhatLiesBetweenEqualLines() {
        String many = "x q[1];\n".repeat(6);
        List<String> details = decided(gate.judge(
                        exported(circuit("0.5", ""), circuit("0.5", many)).context(), evidence()))
                .finding()
                .details();
        assertThat(details).filteredOn(line -> line.startsWith("second, line")).hasSize(6);
        assertThat(details).noneMatch(line -> line.contains("more lines"));
        List<String> seventh = decided(gate.judge(
                        exported(circuit("0.5", ""), circuit("0.5", many + "x q[1];\n"))
                                .context(),
                        evidence()))
                .finding()
                .details();
        assertThat(seventh).anyMatch(line -> line.startsWith("second: and 1 more lines"));
        int first = Integer.parseInt(details.stream()
                .filter(line -> line.startsWith("second, line"))
                .findFirst()
                .orElseThrow()
                .replaceAll("second, line (\\d+):.*", "$1"));
        assertThat(details).anyMatch(line -> line.startsWith("second, line " + (first + 5) + ": x q[1];"));
    }

    @Test
    void shouldTakeTheLineOfItsKind() {
        assertThat(gate.wantsSecondExport()).isTrue();
        GateContext device =
                circuit.with("max", .3).with("within", .2).onHardware(3).context();
        List<Need> needs = accepted(gate.refine(device, IDEAL)).needs();
        assertThat(twice(device, needs, GHZ, GHZ, Seed.generator(1)).finding().line())
                .isEqualTo(.3);
        List<Distribution> sure = List.of(bit(0), bit(1), bit(0), bit(1));
        Finding same = play(
                        model.with("max", .3).with("within", .2).onHardware(3).context(), sure, sure)
                .finding();
        assertThat(same.line()).isEqualTo(.2);
        // half of the rate of false red for each sign
        assertThat(same.odds()).singleElement().satisfies(odds -> {
            assertThat(odds.failAt()).isCloseTo(2 / .01, Offset.offset(1e-6));
            assertThat(odds.passAt()).isCloseTo(1 / .05, Offset.offset(1e-6));
        });
    }

    @Test
    void shouldShowALineThatIsDoubled() {
        List<String> details = decided(gate.judge(
                        exported(circuit("0.5", "x q[1];\n"), circuit("0.5", "x q[1];\nx q[1];\n"))
                                .context(),
                        evidence()))
                .finding()
                .details();
        assertThat(details)
                .filteredOn(line -> line.matches("(first|second), line .*"))
                .singleElement()
                .satisfies(line -> assertThat(line).matches("second, line \\d+: x q\\[1\\];"));
    }

    @Test
    void shouldCutALineThatIsTooLong() {
        for (int length : new int[] {120, 121}) {
            String register = "q".repeat(length - "x [1];".length());
            String head = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] " + register + ";\n";
            String line = "x " + register + "[1];";
            Circuit first =
                    Qasm.read("a.qasm", head + "h " + register + "[0];\n").circuit();
            Circuit second = Qasm.read("b.qasm", head + "h " + register + "[0];\n" + line + "\n")
                    .circuit();
            assertThat(line).hasSize(length);
            assertThat(decided(gate.judge(exported(first, second).context(), evidence()))
                            .finding()
                            .details())
                    .anyMatch(detail ->
                            detail.endsWith(length == 120 ? ": " + line : ": " + line.substring(0, 120) + " …"));
        }
    }

    @Test
    void shouldTellHowToGoOnWithTwoRuns() {
        List<Distribution> unsure = List.of(bit(.45), bit(.55), bit(.5), bit(.5));
        GateContext device = model.onHardware(3).context();
        Judgement.More open = Bench.more(
                gate.judge(device, looked(accepted(gate.propose(device)).needs(), unsure, unsure)));
        assertThat(open.soFar().next().get(0)).isEqualTo("(1) continue: qmlops resume RUN --rounds 2");
        double farthest = Math.max(-open.soFar().lower(), open.soFar().upper());
        assertThat(open.soFar().next().get(1))
                .isEqualTo("(2) accept what is shown: within " + Wording.plain(Math.max(.1, farthest)));

        // all that is allowed in a single look, and a difference between the healthy one and the line
        List<Distribution> other = List.of(bit(.45), bit(.52), bit(.5), bit(.5));
        Need all = accepted(gate.propose(model.onHardware(1).context())).needs().get(0);
        GateContext spent =
                model.onHardware(1).withShotLimit(all.shots() * all.repeats()).context();
        Judgement.Decided last =
                decided(gate.judge(spent, looked(accepted(gate.propose(spent)).needs(), other, unsure)));
        assertThat(last.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(last.finding().next().get(0))
                .matches("\\(1\\) allow more than [0-9 ]+ shots \\(--shots\\), then qmlops resume RUN --rounds 2");
    }

    private static Evidence looked(List<Need> needs, List<Distribution> one, List<Distribution> two) {
        return evidence(
                sampled(needs.get(0), List.of(one), Seed.generator(1)),
                sampled(needs.get(1), List.of(two), Seed.generator(2)));
    }

    @Test
    void shouldFindNoDataWhereTwoRunsShowNoNoise() {
        Judgement.Decided none = decided(gate.judge(
                model.withNoise().withShots(3).context(),
                evidence(
                        batch(Need.reference(0, 0), bit(.1), bit(.9), bit(.1), bit(.9)),
                        batch(Need.reference(1, 100), bit(.1), bit(.9), bit(.1), bit(.9)))));
        assertThat(none.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(none.finding().headline()).startsWith("The noise had no effect");
    }

    @Test
    void shouldSubmitTheFewestShotsThatDecide() {
        GateContext device = circuit.onHardware(3).context();
        int shots = Math.toIntExact(
                accepted(gate.refine(device, IDEAL)).needs().get(0).shots());
        // a tenth in reserve above a grid whose steps are a quarter: .025 from .1, of a law with a norm of a half
        int least = (int) Math.floor(shots / 1.1);
        var limits = new ShapeCheck.Limits(.1 - .075, .1, .01, .05);
        double[] law = {.5, .5};
        assertThat(SameShape.planned(law, .5, least, limits, device.seed()).decisive())
                .isTrue();
        assertThat(SameShape.planned(law, .5, (int) (least / 1.25), limits, device.seed())
                        .decisive())
                .isFalse();
    }

    @Test
    void shouldNotCompareSubmissionsOfDifferentSizes() {
        GateContext device = circuit.onHardware(3).context();
        List<Need> needs = accepted(gate.refine(device, IDEAL)).needs();
        var fewer = Outcome.sampled(Bench.counts(GHZ, needs.get(1).shots() - 1, Seed.generator(2)));
        Judgement.Decided none = decided(gate.judge(
                device,
                plus(
                        IDEAL,
                        sampled(needs.get(0), List.of(List.of(GHZ)), Seed.generator(1)),
                        new Evidence.Batch(needs.get(1), List.of(List.of(fewer))))));
        assertThat(none.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(none.finding().headline()).contains("the same number of shots of both submissions");
    }
}
