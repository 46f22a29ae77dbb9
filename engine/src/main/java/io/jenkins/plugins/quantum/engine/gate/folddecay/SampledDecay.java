package io.jenkins.plugins.quantum.engine.gate.folddecay;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.FoldedCircuit;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.DecayDesign;
import io.jenkins.plugins.quantum.engine.stats.DecayTest;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The decay of the signal from shots, the circuit as it is and folded by turns. PASS when the folded one is shown to keep more than
 * {@code min} of the signal and to lose some; FAIL when it is shown to keep less than a healthy one.
 */
final class SampledDecay {
    private static final double CONFIDENCE = 0.95;

    /** Signal of an unknown device, and loss of a healthy one. */
    private static final double TYPICAL = 0.7;

    private static final int CIRCUITS = 2;

    private final GateContext context;
    private final double min;
    private final double good;
    private final Probe probe;

    SampledDecay(GateContext context) {
        this.context = context;
        this.min = FoldDecayGate.min(context);
        this.good = min + FoldDecayGate.margin(context);
        this.probe = FoldDecayGate.probe(context);
    }

    private DecayDesign design() {
        return new DecayDesign(
                good, min, context.errors().falseRed(), context.errors().missed());
    }

    private List<Need> references() {
        var references = new ArrayList<Need>(List.of(Need.reference(0, 0)));
        if (Needs.scale(context) > 0) {
            references.add(predictionNeed());
        }
        return references;
    }

    private Need predictionNeed() {
        return Need.reference(1, Trajectories.first(context.workload())).of(probe);
    }

    Proposal proposal() {
        var plan = new DecayDesign.Plan(TYPICAL, good * TYPICAL, 1, 1);
        return accepted(LookPlan.of(context, design().fixed(plan), 1, 1), references());
    }

    private Proposal accepted(LookPlan layout, List<Need> needs) {
        return new Proposal.Accepted(
                needs,
                CIRCUITS * layout.expectedShots(context.workload()),
                CIRCUITS * layout.worstShots(context.workload()),
                true);
    }

    /** What is known before the first shot. */
    private record Known(DecayScores scores, Optional<List<Distribution>> predicted, DecayDesign.Plan plan) {}

    private Optional<Known> known(Evidence evidence, List<Counts> counted) {
        return evidence.exact(Need.Source.REFERENCE, 0).map(batch -> {
            Distribution ideal = batch.outcomes().get(0).get(0).distribution();
            Optional<List<Distribution>> predicted = evidence.exact(Need.Source.REFERENCE, 1, probe)
                    .map(b -> b.outcomes().stream()
                            .map(task -> task.get(0).distribution())
                            .toList());
            var all = new ArrayList<>(predicted.orElse(List.of()));
            counted.forEach(counts -> all.add(counts.frequencies()));
            var scores = new DecayScores(context, ideal, all);
            return new Known(scores, predicted, scores.uniform() ? null : plan(scores, predicted));
        });
    }

    private DecayDesign.Plan plan(DecayScores scores, Optional<List<Distribution>> predicted) {
        double first = predicted.map(p -> scores.mean(p.get(0))).orElse(TYPICAL);
        double second = predicted.map(p -> scores.mean(p.get(1))).orElse(good * TYPICAL);
        if (first <= 0 || second >= first) {
            first = TYPICAL; // what is predicted to show no decay is refused; this only keeps the plan defined
            second = good * TYPICAL;
        }
        first = Math.min(first, 0.95 * scores.highest());
        second = Math.min(second, 0.99 * first);
        return new DecayDesign.Plan(first, second, scores.varianceAt(first), scores.varianceAt(second));
    }

    Proposal refined(Evidence references) {
        Optional<Known> known = known(references, List.of());
        if (known.isEmpty()) {
            return proposal();
        }
        Optional<Proposal.Refused> refused = refusal(known.get());
        if (refused.isPresent()) {
            return refused.get();
        }
        LookPlan layout = layout(known.get());
        return accepted(layout, List.of(look(layout, 0)));
    }

    private Optional<Proposal.Refused> refusal(Known known) {
        Optional<Proposal.Refused> nothing =
                FoldDecayGate.noSignal(context, known.scores().uniform());
        if (nothing.isPresent()) {
            return nothing;
        }
        if (known.predicted().isPresent()) {
            double first = known.scores().mean(known.predicted().get().get(0));
            double second = known.scores().mean(known.predicted().get().get(1));
            if (first - second <= FoldDecayGate.SAME) {
                return Optional.of(Proposal.Refused.input(
                        context,
                        "scale",
                        "the noise model predicts that folding changes nothing: signal " + Wording.number(first)
                                + " as it is and " + Wording.beside(second, first) + " folded",
                        "choose noise with errors of gates on two qubits, or leave fold-decay out"));
            }
            if (second < min * first) {
                return Optional.of(Proposal.Refused.input(
                        context,
                        "min",
                        "the noise model itself predicts that only " + Wording.number(second / first)
                                + " of the signal is kept, below min " + Wording.plain(min),
                        "write a min of at most " + Wording.plain(Math.max(0.01, second / first - (good - min)))
                                + ", a smaller scale, or test a smaller circuit"));
            }
        }
        LookPlan layout = layout(known);
        long limit = context.shotLimit();
        if (limit == 0 || layout.fixed() <= limit) {
            return Optional.empty();
        }
        return Optional.of(new Proposal.Refused(
                Proposal.Kind.FEASIBILITY,
                context.spec().position("margin"),
                Wording.count(limit, "shot") + " cannot decide " + context.test() + " / fold-decay: it needs about "
                        + Wording.count(layout.fixed()) + " of each of " + CIRCUITS + " circuits",
                "write a wider margin or a larger scale, allow " + Wording.count(layout.cap(), "shot")
                        + " (--shots), or decide by probabilities on a simulator"));
    }

    private LookPlan layout(Known known) {
        DecayDesign.Plan plan = known.plan();
        double[] healthy = {plan.first(), plan.second()};
        long least = LookPlan.leastScores(n -> test(known)
                        .update(healthy, new long[] {n, 0}, new long[] {0, n})
                        .decision()
                == Decision.PASS);
        boolean passes = plan.second() > min * plan.first();
        return LookPlan.of(context, Math.max(passes ? least : 1, design().fixed(plan)), 1, 1);
    }

    private DecayTest test(Known known) {
        return new DecayTest(
                design(), known.plan(), known.scores().lowest(), known.scores().highest());
    }

    private Need look(LookPlan layout, int number) {
        return Need.shots(Needs.scale(context), layout.look(), 1, number).of(probe);
    }

    Judgement judge(Evidence evidence) {
        List<Evidence.Batch> looks = evidence.shots(Needs.scale(context), probe);
        var first = new ArrayList<Counts>();
        var second = new ArrayList<Counts>();
        for (Evidence.Batch look : looks) {
            first.add(counts(look, 0));
            second.add(counts(look, 1));
        }
        var all = new ArrayList<>(first);
        all.addAll(second);
        Optional<Known> known = known(evidence, all);
        if (known.isEmpty()) {
            return Needs.missing(context, "the ideal distribution");
        }
        Optional<Proposal.Refused> refused = refusal(known.get());
        if (refused.isPresent()) {
            return new FindingDraft("It cannot be decided: " + refused.get().reason() + ".")
                    .next(refused.get().alternative())
                    .decided(Verdict.INCONCLUSIVE);
        }
        LookPlan layout = layout(known.get());
        if (looks.isEmpty()) {
            return new Judgement.More(
                    List.of(look(layout, 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        DecayScores scores = known.get().scores();
        DecayTest test = test(known.get());
        for (int i = 0; i < looks.size(); i++) {
            test = test.update(scores.scores(), scores.row(first.get(i)), scores.row(second.get(i)));
        }
        var measured = new Measured(
                scores,
                first.stream().reduce(Counts::plus).orElseThrow(),
                second.stream().reduce(Counts::plus).orElseThrow());
        boolean more = looks.size() < context.rounds()
                && layout.mayLook(context, measured.first().shots());
        return answer(test, measured, more ? List.of(look(layout, looks.size())) : List.of());
    }

    private static Counts counts(Evidence.Batch look, int task) {
        return look.outcomes().get(task).stream()
                .map(Outcome::counts)
                .reduce(Counts::plus)
                .orElseThrow();
    }

    /** All counts and what follows from them. */
    private record Measured(DecayScores scores, Counts first, Counts second) {
        double m1() {
            return scores.mean(first.frequencies());
        }

        double m2() {
            return scores.mean(second.frequencies());
        }

        /** By the delta method; empty where no signal is left to compare with. */
        Optional<Interval> share() {
            double error1 = Math.sqrt(scores.variance(first.frequencies()) / first.shots());
            double error2 = Math.sqrt(scores.variance(second.frequencies()) / second.shots());
            if (m1() <= 2 * error1) {
                return Optional.empty();
            }
            double share = m2() / m1();
            return Optional.of(Intervals.normal(share, Math.hypot(error2, share * error1) / m1(), CONFIDENCE));
        }
    }

    private Judgement answer(DecayTest test, Measured measured, List<Need> next) {
        if (test.decision() == Decision.PASS) {
            return describe(
                            "The folded circuit is shown to keep more than " + Wording.number(min)
                                    + " of the signal, and to lose some: measured " + share(measured) + ".",
                            test,
                            measured)
                    .decided(Verdict.PASS);
        }
        if (test.decision() == Decision.FAIL) {
            return describe(
                            "The folded circuit is shown to keep less than the healthy " + Wording.number(good)
                                    + " of the signal: measured " + share(measured) + "; the line is "
                                    + Wording.number(min) + ".",
                            test,
                            measured)
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context))
                    .decided(Verdict.FAIL);
        }
        if (test.aboveLine() && next.isEmpty()) {
            return describe(
                            "Folding may have been optimised away: the folded circuit is not shown to lose any signal ("
                                    + Wording.number(measured.m1()) + " as it is, "
                                    + Wording.beside(measured.m2(), measured.m1()) + " folded).",
                            test,
                            measured)
                    .next("check that the backend compiles gates as they are across barriers")
                    .next("write a larger scale, which a device with little noise needs")
                    .decided(Verdict.NO_DATA);
        }
        FindingDraft open = describe(
                "Measured " + share(measured) + " of the signal after folding. Passing means shown above "
                        + Wording.number(min) + " and below 1; failing means shown below " + Wording.number(good)
                        + ".",
                test,
                measured);
        open.next("(1) continue: " + NextStep.resume(2)).next("(2) widen the margin, or write a larger scale");
        return next.isEmpty() ? open.decided(Verdict.INCONCLUSIVE) : new Judgement.More(next, open.finding());
    }

    private static String share(Measured measured) {
        return measured.share()
                .map(i -> Wording.interval(measured.m2() / measured.m1(), i.lower(), i.upper(), CONFIDENCE))
                .orElse("hardly any signal even without folding");
    }

    private FindingDraft describe(String headline, DecayTest test, Measured measured) {
        FoldedCircuit folded = FoldDecayGate.folded(context);
        double reached = FoldDecayGate.reached(folded);
        double rate = FoldDecayGate.rate(measured.m1(), measured.m2(), reached);
        DecayDesign design = design();
        var draft = new FindingDraft(headline)
                .line(min)
                .shots(measured.first().shots() + measured.second().shots())
                .detail("1.0x " + Wording.number(measured.m1()) + "   " + Wording.factor(reached) + " "
                        + Wording.number(measured.m2()) + "     linear score, "
                        + Wording.count(measured.first().shots(), "shot") + " each")
                .detail("Folded: " + Wording.factor(folded.twoQubitScale()) + " the gates on two qubits, "
                        + Wording.factor(folded.scale()) + " of all. Decay rate: " + Wording.number(rate)
                        + " for each further multiple.")
                .detail("Evidence against 'healthy' (" + Wording.number(good) + " or more is kept) 1:"
                        + SequentialVerdict.odds(test.logAgainstHealthy()) + ", FAIL at 1:"
                        + SequentialVerdict.odds(-Math.log(design.alpha()))
                        + "; against 'at the line or worse' 1:" + SequentialVerdict.odds(test.logAgainstBad())
                        + " and against 'folding did nothing' 1:" + SequentialVerdict.odds(test.logAgainstLevel())
                        + ", PASS when both reach 1:" + SequentialVerdict.odds(-Math.log(design.beta())) + ".")
                .figure("decay.first", measured.m1())
                .figure("decay.folded", measured.m2())
                .figure("decay.rate", rate);
        measured.share().ifPresent(i -> draft.measured(
                        "share of the signal", measured.m2() / measured.m1(), i.lower(), i.upper(), CONFIDENCE)
                .figure("decay.share", measured.m2() / measured.m1()));
        return draft;
    }
}
