package io.jenkins.plugins.quantum.engine.gate.superposition;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactFigure;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.FixedLook;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.QubitGroup;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Distances;
import io.jenkins.plugins.quantum.engine.stats.EffectDesign;
import io.jenkins.plugins.quantum.engine.stats.GoodnessOfFit;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asserts that some qubits show all their outcomes equally often: a G-test with stated error rates on both sides. */
public final class SuperpositionGate implements Gate {
    private static final double MOST = 0.3;
    private static final int WIDEST = 8;

    @Override
    public String name() {
        return "superposition";
    }

    @Override
    public String summary() {
        return "Some qubits show all their outcomes equally often, as in a uniform superposition.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.qubits("qubits", "all that are measured", "qubits of the superposition"),
                Option.number(
                        "max",
                        0.01,
                        1,
                        "0.30",
                        "departure from equal shares that is not accepted: sqrt(sum (q - u)^2 / u)"),
                Option.number(
                        "margin",
                        0.005,
                        1,
                        "half of max",
                        "how much less a healthy circuit departs; shots grow as 1/margin^2"));
    }

    private static double most(GateContext context) {
        return context.spec().number("max", MOST);
    }

    private static double healthy(GateContext context) {
        return most(context) - context.spec().number("margin", most(context) / 2);
    }

    private static EffectDesign design(GateContext context) {
        return EffectDesign.of(
                QubitGroup.of(context, "qubits").outcomes() - 1,
                healthy(context),
                most(context),
                context.errors().falseRed(),
                context.errors().missed());
    }

    private static FixedLook look(GateContext context) {
        long enough = (long) Math.ceil(
                GoodnessOfFit.EXPECTED * QubitGroup.of(context, "qubits").outcomes());
        return new FixedLook(context, Math.max(enough, design(context).shots()));
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = QubitGroup.refusal(context, "qubits", WIDEST);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (context.exact()) {
            return new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
        }
        if (healthy(context) < 0) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().position("margin"),
                    "no circuit departs by less than 0: max " + Wording.plain(most(context)) + " less the margin "
                            + Wording.plain(most(context) - healthy(context)),
                    "write a margin of at most max");
        }
        return look(context).proposal(NoiseProof.references(context));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        QubitGroup group = QubitGroup.of(context, "qubits");
        return context.exact()
                ? new ExactFigure(
                                context,
                                "departure",
                                "The departure from equal shares",
                                distribution -> departure(group.law(distribution)),
                                most(context),
                                true,
                                "max")
                        .judge(evidence)
                : look(context).judge(evidence, counts -> judge(context, group, counts));
    }

    /** Cohen's w: √(Σ(q − u)²/u). */
    private static double departure(double[] law) {
        return Math.sqrt(Arrays.stream(law)
                        .map(q -> (q * law.length - 1) * (q * law.length - 1))
                        .sum()
                / law.length);
    }

    private static Judgement judge(GateContext context, QubitGroup group, Counts counts) {
        double[] uniform = new double[group.outcomes()];
        Arrays.fill(uniform, 1.0 / uniform.length);
        long[] seen = group.counts(counts);
        GoodnessOfFit fit = GoodnessOfFit.test(seen, uniform, context.seed());
        EffectDesign design = EffectDesign.cutAt(
                look(context).shots(),
                uniform.length - 1,
                healthy(context),
                context.errors().falseRed());
        boolean passed = fit.statistic() <= design.critical();
        double[] shares = Arrays.stream(seen)
                .mapToDouble(c -> (double) c / counts.shots())
                .toArray();
        double n = counts.shots();
        double unbiased = Math.sqrt(Math.max(0, Distances.unbiasedSquaredDistance(seen, uniform) * uniform.length));
        return new FindingDraft((passed
                                ? "The qubits are shown to depart from equal shares by less than "
                                        + Wording.number(most(context))
                                : "The qubits are shown to depart from equal shares by more than the healthy "
                                        + Wording.number(healthy(context)))
                        + ": measured " + Wording.number(unbiased) + ".")
                .exact("departure", unbiased)
                .line(most(context))
                .shots(counts.shots())
                .figure("departure", unbiased)
                .figure("departure.raw", departure(shares))
                .figure("g", fit.statistic())
                .figure("p", fit.p())
                .detail("G = " + Wording.number(fit.statistic()) + " over " + Wording.count(fit.cells(), "cell")
                        + ", FAIL above " + Wording.number(design.critical()) + "; p against exactly equal shares "
                        + Wording.number(fit.p()) + ".")
                .detail(look(context).rates() + " A perfect superposition would show a raw departure of about "
                        + Wording.number(Math.sqrt((uniform.length - 1) / n)) + " by chance.")
                .decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
