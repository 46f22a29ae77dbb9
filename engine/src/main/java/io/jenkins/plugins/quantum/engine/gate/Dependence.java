package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.stats.Contingency;
import io.jenkins.plugins.quantum.engine.stats.EffectDesign;
import io.jenkins.plugins.quantum.engine.stats.GoodnessOfFit;
import io.jenkins.plugins.quantum.engine.suite.GateKind.Option;
import java.util.List;
import java.util.Optional;

/**
 * A gate on how strongly the outcomes of two groups of qubits depend on each other: φ = √(χ²/N) of their contingency table, cut at 1
 * (Pearson's mean square contingency). Where one group is a single qubit it is Cramér's V; for larger groups V would fall with every rare
 * outcome.
 *
 * @param weak
 *     φ of groups that count as independent, or nearly
 * @param strong
 *     φ of groups that count as dependent
 * @param wantsStrong
 *     whether the healthy circuit is the dependent one
 */
public record Dependence(GateContext context, double weak, double strong, boolean wantsStrong) {
    private static final int WIDEST = 4;
    private static final String LEFT = "left";
    private static final String RIGHT = "right";

    /** The options that name the groups. */
    public static List<Option> groups() {
        return List.of(
                Option.qubits(LEFT, "", "qubits of the one group"),
                Option.qubits(RIGHT, "", "qubits of the other group"));
    }

    /** What to measure, or why it makes no sense. */
    public Proposal propose() {
        Optional<Proposal.Refused> refused = QubitGroup.refusal(context, LEFT, WIDEST)
                .or(() -> QubitGroup.refusal(context, RIGHT, WIDEST))
                .or(this::overlap);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (context.exact()) {
            return new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
        }
        if (weak < 0 || strong > 1) {
            return refused(
                    "margin",
                    "a dependence lies from 0 to 1, and with this margin the gate would tell " + Wording.plain(weak)
                            + " from " + Wording.plain(strong),
                    "write a smaller margin");
        }
        return look().proposal(NoiseProof.references(context));
    }

    private Optional<Proposal.Refused> overlap() {
        List<Integer> left = left().qubits();
        return right().qubits().stream()
                .filter(left::contains)
                .findFirst()
                .map(qubit -> refused(
                        RIGHT,
                        "qubit " + qubit + " is in both groups: it depends on itself",
                        "name each qubit in one group only"));
    }

    private Proposal.Refused refused(String option, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative);
    }

    private QubitGroup left() {
        return QubitGroup.of(context, LEFT);
    }

    private QubitGroup right() {
        return QubitGroup.of(context, RIGHT);
    }

    private int freedom() {
        return (left().outcomes() - 1) * (right().outcomes() - 1);
    }

    /** How often a statistic of weakly dependent groups may lie above the cut. */
    private double aboveAtWeak() {
        return wantsStrong ? context.errors().missed() : context.errors().falseRed();
    }

    private FixedLook look() {
        double belowAtStrong =
                wantsStrong ? context.errors().falseRed() : context.errors().missed();
        long enough = (long) Math.ceil(GoodnessOfFit.EXPECTED * left().outcomes() * right().outcomes());
        long needed = EffectDesign.of(freedom(), weak, strong, aboveAtWeak(), belowAtStrong)
                .shots();
        return new FixedLook(context, Math.max(enough, needed));
    }

    /** The verdict. */
    public Judgement judge(Evidence evidence) {
        return context.exact()
                ? new ExactFigure(
                                context,
                                "dependence",
                                "The dependence of the two groups",
                                this::exact,
                                wantsStrong ? weak : strong,
                                !wantsStrong,
                                wantsStrong ? "min" : "max")
                        .judge(evidence)
                : look().judge(evidence, this::judge);
    }

    private double exact(Distribution distribution) {
        return Math.min(1, Contingency.phi(left().joint(right(), distribution)));
    }

    private Judgement judge(Counts counts) {
        var table = new Contingency(left().table(right(), counts));
        double cut = EffectDesign.cutAt(look().shots(), freedom(), weak, aboveAtWeak())
                .critical();
        boolean isStrong = table.chiSquare() > cut;
        boolean passed = isStrong == wantsStrong;
        double phi = Math.min(1, Math.sqrt(table.chiSquare() / counts.shots()));
        String shown = isStrong
                ? "The two groups are shown to depend on each other by more than " + Wording.number(weak)
                : "The two groups are shown to depend on each other by less than " + Wording.number(strong);
        FindingDraft draft = new FindingDraft(shown + ": measured " + Wording.number(phi) + ".")
                .exact("dependence", phi)
                .line(wantsStrong ? weak : strong)
                .shots(counts.shots())
                .figure("dependence", phi)
                .figure("cramers-v", table.cramersV())
                .figure("p", table.p(GoodnessOfFit.DRAWS, context.seed()))
                .detail("Chi-square " + Wording.number(table.chiSquare()) + ", cut at " + Wording.number(cut)
                        + "; p against independence "
                        + Wording.number(table.p(GoodnessOfFit.DRAWS, context.seed()))
                        + (table.sparse() ? " by pairing anew at random" : "") + ".")
                .detail(look().rates())
                .detail(
                        "Of the outcomes in the measured basis only: dependence there is no proof of entanglement, and independence"
                                + " none of a product state.");
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
