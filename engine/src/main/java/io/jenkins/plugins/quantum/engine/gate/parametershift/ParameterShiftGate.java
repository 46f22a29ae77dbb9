package io.jenkins.plugins.quantum.engine.gate.parametershift;

import io.jenkins.plugins.quantum.engine.circuit.ShiftedAngles;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.MeanOfCost;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Precision;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Trainable;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges whether the gradient that parameter shifts give is that of the mean. */
public final class ParameterShiftGate implements Gate {
    private static final int DRAWS = 10;
    private static final double SINGLE = 2e-3;
    private static final double DOUBLE = 1e-5;

    @Override
    public String name() {
        return "parameter-shift";
    }

    @Override
    public String summary() {
        return "Gradients by parameter shift are those of the circuit's mean.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.OBSERVABLE, Subject.Kind.MODEL, Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.word(
                        "rule",
                        List.of("general", "plain"),
                        "general",
                        "general: each gate shifted by its own rule; plain: the parameter itself by a quarter turn"),
                Trainable.option(),
                Option.whole("draws", 1, 1000, "10", "how many random parameters are looked at"));
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused =
                Trainable.refusal(context).or(() -> MeanOfCost.refusal(context)).or(() -> Comparison.refusal(context));
        return refused.isPresent()
                ? refused.get()
                : new Proposal.Accepted(List.of(need(new Comparison(context))), 0, 0, false);
    }

    private static Need need(Comparison comparison) {
        return Need.exact(0, 0).of(comparison.probe());
    }

    static int draws(GateContext context) {
        return (int) context.spec().number("draws", DRAWS);
    }

    static boolean plain(GateContext context) {
        return context.spec().text("rule").filter("plain"::equals).isPresent();
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        var comparison = new Comparison(context);
        return evidence.exact(Need.Source.SUBJECT, 0, comparison.probe())
                .map(batch -> judge(context, comparison, batch))
                .orElseGet(() -> Needs.missing(context, "the means at shifted parameters"));
    }

    private static Judgement judge(GateContext context, Comparison comparison, Evidence.Batch batch) {
        double tolerance = Precision.of(context) == Precision.SINGLE ? SINGLE : DOUBLE;
        List<Comparison.Pair> pairs = comparison.pairs(batch);
        Comparison.Pair worst = pairs.get(0);
        for (Comparison.Pair pair : pairs) {
            worst = Comparison.excess(pair) > Comparison.excess(worst) ? pair : worst;
        }
        Comparison.Pair shown = worst;
        double excess = Comparison.excess(shown);
        boolean right = excess <= tolerance;
        String by = (plain(context) ? "the plain rule" : "parameter shift");
        var draft = new FindingDraft(
                        right
                                ? "Gradients by " + by + " are right: they differ from finite differences by at most "
                                        + String.format(java.util.Locale.ROOT, "%.1e", excess) + "."
                                : "The derivative by " + shown.parameter() + " is wrong: "
                                        + Wording.number(shown.shifted()) + " by " + by + ", "
                                        + Wording.beside(shown.difference(), shown.shifted())
                                        + " by finite differences.")
                .exact("gradient error", excess)
                .line(tolerance)
                .figure("gradient.error", excess)
                .detail(Wording.count(ParameterShiftGate.draws(context), "random set") + " of "
                        + Wording.count(comparison.parameters().size(), "parameter") + ", "
                        + Wording.count(comparison.evaluations(), "exact run")
                        + "; error relative to the larger of 1, the derivative and the observable's coefficients.");
        if (right) {
            return draft.decided(Verdict.PASS);
        }
        List<String> wrong = pairs.stream()
                .filter(pair -> Comparison.excess(pair) > tolerance)
                .map(Comparison.Pair::parameter)
                .distinct()
                .toList();
        draft.detail(shown.parameter() + " stands in "
                        + comparison.places(shown.parameter()).stream()
                                .limit(8)
                                .map(ShiftedAngles.Place::words)
                                .collect(Collectors.joining("; "))
                        + ".")
                .detail(Wording.count(wrong.size(), "parameter") + " with wrong derivatives: "
                        + wrong.stream().limit(20).collect(Collectors.joining(", ")) + ".");
        if (plain(context)) {
            draft.detail(
                            "The plain rule holds for a parameter that is the angle of one rotation without a control, and of nothing else.")
                    .next(
                            "train with the rule for each gate (PennyLane: diff_method=\"parameter-shift\"), or by finite differences");
        } else if (!Double.isFinite(excess)) {
            draft.detail("An angle's expression has no slope there.");
        }
        return draft.next(NextStep.explain(context)).decided(Verdict.FAIL);
    }
}
