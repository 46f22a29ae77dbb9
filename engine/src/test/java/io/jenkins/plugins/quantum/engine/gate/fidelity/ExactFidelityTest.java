package io.jenkins.plugins.quantum.engine.gate.fidelity;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.averaged;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ExactFidelityTest {
    private static final Distribution GHZ = ghz(3);
    private final FidelityGate gate = new FidelityGate();
    private final Bench bench = Bench.of("fidelity", Bench.circuit(3));

    private Judgement judge(Bench of, Distribution found) {
        double scale = of.noisy() ? 1 : 0;
        return gate.judge(
                of.context(), evidence(batch(Need.reference(0, 0), GHZ), batch(Need.exact(scale, 400), found)));
    }

    @Test
    void shouldAskForTheReferenceAndTheSubject() {
        assertThat(accepted(gate.propose(bench.context())).needs())
                .containsExactly(Need.reference(0, 0), Need.exact(0, 0));
        Proposal.Accepted noisy = accepted(gate.propose(bench.withNoise().context()));
        assertThat(noisy.needs()).containsExactly(Need.reference(0, 0), Need.exact(1, 400));
        assertThat(noisy.statistical()).isFalse();
        assertThat(noisy.worstShots()).isZero();
        assertThat(accepted(gate.refine(bench.context(), evidence())).needs()).hasSize(2);
    }

    @Test
    void shouldPassAnIdealRunAndSayHowLittleThatShows() {
        Judgement.Decided decided = decided(judge(bench, GHZ));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().headline())
                .isEqualTo("The circuit runs and gives its ideal outcomes: linear score 1.00; the line is 0.97.");
        assertThat(decided.finding().details())
                .anyMatch(d -> d.startsWith("Ideal simulator: shows that the circuit runs, not that a device can."));
        assertThat(decided.finding().value()).isCloseTo(1, within(1e-12));
        assertThat(decided.finding().confidence()).isEqualTo(1);
        Plot.Bars bars = (Plot.Bars) decided.finding().plots().get(0);
        assertThat(bars.categories()).containsExactly("000", "111");
        assertThat(bars.groups()).extracting(Plot.Group::name).containsExactly("ideal", "run");
    }

    @Test
    void shouldFailWhereTooLittleSignalIsLeft() {
        Finding finding = decided(judge(bench.withNoise(), faded(GHZ, .42))).finding();
        assertThat(finding.headline())
                .isEqualTo("Only 0.42 of the ideal signal is left under the noise of heron-r2; the line is 0.50.");
        assertThat(finding.details()).anyMatch(d -> d.contains("absolute floor"));
        assertThat(finding.next()).containsExactly("qmlops compare main --test iris", "qmlops explain RUN iris");
        assertThat(finding.line()).isEqualTo(.5);
        assertThat(((Plot.Bars) finding.plots().get(0)).groups())
                .extracting(Plot.Group::name)
                .containsExactly("ideal", "heron-r2");
    }

    @Property
    void shouldMeasureTheShareOfSignalUnderUniformNoise(@ForAll @DoubleRange(max = 0.99) double share) {
        Judgement.Decided decided = decided(judge(bench.withNoise().with("min", .8), faded(GHZ, share)));
        assertThat(decided.finding().value()).isCloseTo(share, within(1e-9));
        if (Math.abs(share - .8) > 1e-6) {
            assertThat(decided.verdict()).isEqualTo(share > .8 ? Verdict.PASS : Verdict.FAIL);
        }
    }

    @Test
    void shouldAcceptTheLineItself() {
        assertThat(decided(judge(bench.withNoise().with("min", .75), faded(GHZ, .75)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldFailOutcomesThatAreMorePeakedThanTheIdeal() {
        Distribution peaked = distribution("00", .5, "01", .25, "10", .25);
        Bench two = Bench.of("fidelity", Bench.circuit(2)).withNoise();
        Judgement.Decided decided = decided(gate.judge(
                two.context(),
                evidence(
                        batch(Need.reference(0, 0), peaked),
                        batch(Need.exact(1, 400), distribution("00", .9, "01", .1)))));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline()).startsWith("The outcomes are more peaked than the ideal ones");
    }

    @Test
    void shouldFailTheWrongShapeThatTheScoreHides() {
        // only one of the two GHZ outcomes: the score stays 1
        Judgement.Decided decided = decided(judge(bench, distribution("000", 1)));
        assertThat(decided.finding().value()).isCloseTo(1, within(1e-12));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline())
                .contains("wrong shape")
                .contains("The score alone (1.00) would hide it");
    }

    @Test
    void shouldFindNoDataWhereTheNoiseDidNothing() {
        Judgement.Decided decided = decided(judge(bench.withNoise(), GHZ));
        assertThat(decided.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(decided.finding().headline()).startsWith("The noise had no effect");
        assertThat(decided.finding().details()).anyMatch(d -> d.contains("ignored the noise model"));
    }

    @Test
    void shouldFindNoDataWithoutEvidenceOrWithOtherBits() {
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
        Judgement.Decided other = decided(judge(bench, ghz(2)));
        assertThat(other.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(other.finding().headline()).contains("outcomes of 2 bits, the reference has 3");
    }

    @Test
    void shouldFallBackToTheOverlapWhereTheIdealIsUniform() {
        Distribution uniform = faded(GHZ, 0);
        Judgement.Decided same = decided(gate.judge(
                bench.withNoise().context(),
                evidence(batch(Need.reference(0, 0), uniform), batch(Need.exact(1, 400), uniform))));
        assertThat(same.verdict()).isEqualTo(Verdict.PASS);
        assertThat(same.finding().statistic()).isEqualTo("overlap");
        assertThat(same.finding().headline())
                .isEqualTo("The overlap with the ideal outcomes is 1.00; the line is 0.50.");
        assertThat(same.finding().details()).anyMatch(d -> d.contains("cannot be seen"));
        Judgement.Decided other = decided(gate.judge(
                bench.context(), evidence(batch(Need.reference(0, 0), uniform), batch(Need.exact(0, 0), GHZ))));
        assertThat(other.finding().headline())
                .isEqualTo("The overlap with the ideal outcomes is 0.25; the line is 0.97.");
        assertThat(other.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldDrawMoreNoiseWhereTheAverageIsTooNearToTheLineAndGiveUpAtTheCap() {
        Bench near = bench.withNoise().with("min", .8);
        var ideal = batch(Need.reference(0, 0), GHZ);
        Judgement open = gate.judge(
                near.context(),
                evidence(ideal, averaged(Need.exact(1, 400), faded(GHZ, .81), faded(GHZ, .79), faded(GHZ, .83))));
        assertThat(more(open).needs()).containsExactly(Need.exact(1, 1600));
        Judgement capped = gate.judge(
                near.context(),
                evidence(ideal, averaged(Need.exact(1, 6400), faded(GHZ, .801), faded(GHZ, .79), faded(GHZ, .812))));
        assertThat(decided(capped).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        Judgement clear = gate.judge(
                near.context(),
                evidence(ideal, averaged(Need.exact(1, 400), faded(GHZ, .9), faded(GHZ, .89), faded(GHZ, .91))));
        assertThat(decided(clear).verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided(clear).finding().confidence()).isEqualTo(.95);
        assertThat(decided(clear).finding().details()).anyMatch(d -> d.contains("+-0.02 numerical"));
    }

    @Test
    void shouldTakeTheLineFromTheBaseline() {
        Bench based = bench.withNoise().with("min", "baseline").with("margin", .05);
        Proposal.Refused refused = refused(gate.propose(based.context()));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.INPUT);
        assertThat(refused.at()).hasToString("quantum.yml:19:7");
        assertThat(refused.reason()).isEqualTo("no baseline is recorded for iris / fidelity");
        assertThat(refused.alternative()).contains("qmlops baseline quantum.yml --runs 10");
        Finding finding =
                decided(judge(based.withBaseline(.9, .01, 10), faded(GHZ, .84))).finding();
        assertThat(finding.line()).isCloseTo(.83, within(1e-12));
        assertThat(finding.details()).anyMatch(d -> d.contains("baseline of 10 runs: mean 0.90"));
    }
}
