package io.jenkins.plugins.quantum.engine.gate.expectation;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges whether the mean of an observable lies within a distance of a target. */
public final class ExpectationGate implements Gate {
    private static final double WITHIN = 0.05;
    private static final double LARGEST = 1e9;

    @Override
    public String name() {
        return "expectation";
    }

    @Override
    public String summary() {
        return "The mean of the observable, for example an energy, is near enough to its target.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.OBSERVABLE);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("target", -LARGEST, LARGEST, "", "the mean that is wanted"),
                Option.number("within", 1e-9, LARGEST, "0.05", "largest distance from the target that is accepted"),
                Option.number(
                        "margin",
                        1e-9,
                        LARGEST,
                        "half of within",
                        "how much nearer a healthy mean is; shots grow as 1/margin^2"));
    }

    static double target(GateContext context) {
        return context.spec().number("target", 0);
    }

    static double within(GateContext context) {
        return context.spec().number("within", WITHIN);
    }

    static double margin(GateContext context) {
        return context.spec().number("margin", within(context) / 2);
    }

    static ObservableReading reading(GateContext context) {
        return new ObservableReading((Readout.Expectation) context.workload().readout());
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context);
        if (refused.isPresent()) {
            return refused.get();
        }
        return context.exact()
                ? new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false)
                : new SampledExpectation(context).proposal();
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        ObservableReading reading = reading(context);
        double reach = reading.reach();
        double low = reading.constant() - reach;
        double high = reading.constant() + reach;
        String range = Wording.plain(low) + " to " + Wording.plain(high);
        if (target(context) < low - within(context) || target(context) > high + within(context)) {
            return refused(
                    context,
                    "target",
                    "no state is within " + Wording.plain(within(context)) + " of the target "
                            + Wording.plain(target(context)) + ": the observable reaches from " + range,
                    "write a target in that range, or check the coefficients and the sign");
        }
        if (target(context) - within(context) <= low && target(context) + within(context) >= high) {
            return refused(
                    context,
                    "within",
                    "every state is within " + Wording.plain(within(context))
                            + " of the target: the observable reaches from " + range,
                    "write a smaller within");
        }
        return margin(context) <= within(context)
                ? Optional.empty()
                : refused(
                        context,
                        "margin",
                        "a margin of " + Wording.plain(margin(context)) + " leaves nothing healthy within "
                                + Wording.plain(within(context)) + " of the target",
                        "write a margin of at most " + Wording.plain(within(context)));
    }

    static Optional<Proposal.Refused> refused(GateContext context, String option, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative));
    }

    @Override
    public Proposal refine(GateContext context, Evidence references) {
        return context.exact() ? propose(context) : new SampledExpectation(context).refined(references);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact()
                ? new ExactExpectation(context).judge(evidence)
                : new SampledExpectation(context).judge(evidence);
    }
}
