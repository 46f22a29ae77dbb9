package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.GateKind.Option;
import java.util.List;
import java.util.Optional;

/**
 * Holds a property of a circuit over random parameters against what it was: neither more nor less of it is better in itself, but a
 * change says that another circuit is trained.
 */
public final class AnsatzChange {
    private static final String TARGET = "target";
    private static final String MOST = "max-change";

    private final GateContext context;
    private final double standard;

    /**
     * For a gate.
     *
     * @param standard
     *     the largest change where the suite does not say
     */
    public AnsatzChange(GateContext context, double standard) {
        this.context = context;
        this.standard = standard;
    }

    /** The options {@code target} and {@code max-change}. */
    public static List<Option> options(String what, double lowest, double highest, double standard) {
        return List.of(
                Option.line(TARGET, lowest, highest, "baseline", what + " that the circuit had, or baseline"),
                Option.number(MOST, 1e-6, highest, Wording.plain(standard), "largest change that is accepted"));
    }

    /** Why there is nothing to compare with, if so. */
    public Optional<Proposal.Refused> refusal() {
        if (context.spec().number(TARGET).isPresent() || context.baseline().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Proposal.Refused(
                Proposal.Kind.INPUT,
                context.spec().position(TARGET),
                "no baseline is recorded for " + context.test() + " / "
                        + context.spec().kind(),
                "run 'qmlops baseline " + context.spec().at().file()
                        + " --runs 2' and commit qmlops-baseline.json, or write 'target:' and a number"));
    }

    /**
     * The verdict.
     *
     * @param what
     *     the property, at the start of a sentence
     * @param name
     *     of the figure
     * @param half
     *     half of the width of its 95 % interval over draws
     * @param plot
     *     of it
     * @param details
     *     further sentences
     */
    public Judgement judge(String what, String name, double value, double half, Plot plot, List<String> details) {
        double target = context.spec()
                .number(TARGET)
                .orElseGet(() -> context.baseline().orElseThrow().mean());
        double most = context.spec().number(MOST, standard);
        double change = value - target;
        boolean passed = Math.abs(change) <= most + Averaged.ROUNDING;
        var draft = new FindingDraft(what + " is " + Wording.number(value) + ", "
                        + Wording.beside(Math.abs(change), most) + (change < 0 ? " below " : " above ")
                        + Wording.number(target) + "; a change of " + Wording.plain(most) + " is allowed.")
                .measured(name, value, value - half, value + half, 0.95)
                .line(change < 0 ? target - most : target + most)
                .figure(name.replace(' ', '-'), value)
                .figure(name.replace(' ', '-') + ".change", change)
                .plot(plot);
        details.forEach(draft::detail);
        if (passed) {
            return draft.decided(Verdict.PASS);
        }
        return draft.detail("The circuit that is trained is another one than before.")
                .next("if the change is meant, record it: qmlops baseline "
                        + context.spec().at().file() + " --runs 1")
                .next(NextStep.compare(context))
                .decided(Verdict.FAIL);
    }
}
