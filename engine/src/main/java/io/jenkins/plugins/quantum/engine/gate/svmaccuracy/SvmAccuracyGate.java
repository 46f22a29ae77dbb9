package io.jenkins.plugins.quantum.engine.gate.svmaccuracy;

import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.gate.KernelGate;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a support vector machine that is trained on the kernel of some points by its decisions on the others. */
public final class SvmAccuracyGate implements KernelGate {
    private static final double TRAIN_SHARE = 0.75;
    private static final double COST = 1;

    /** Machines trained again where the kernel is an average: the spread of their accuracies. */
    private static final int RETRAINED = 20;

    @Override
    public String name() {
        return "svm-accuracy";
    }

    @Override
    public String summary() {
        return "A support vector machine trained on the kernel classifies points that it has not seen.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line("min", 0, 1, "", "least accuracy on held-out points that is accepted, or baseline"),
                Option.whole("train", 2, 100_000, "three quarters of the points", "how many points train the machine"),
                Option.number("c", 1e-3, 1e6, "1", "cost C of a training point on the wrong side"),
                ModelGate.margin("how much better a healthy kernel is, where shots decide"),
                KernelGate.shots("shots of each pair, where shots decide"));
    }

    private static Line line(GateContext context) {
        return ModelGate.line(context, "min");
    }

    private static double cost(GateContext context) {
        return context.spec().number("c", COST);
    }

    private static List<String> labels(GateContext context) {
        return ((Readout.Kernel) context.workload().readout()).labels();
    }

    private static int training(GateContext context) {
        int points = labels(context).size();
        return (int) context.spec().number("train", Math.max(1, Math.floor(TRAIN_SHARE * points)));
    }

    private static HeldOut split(GateContext context) {
        return HeldOut.of(labels(context), training(context), context.seed());
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused =
                nonsense(context).or(() -> Line.refusal(context, "min")).or(() -> undecidable(context));
        return refused.isPresent() ? refused.get() : KernelGate.proposal(context, List.of());
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        List<String> labels = labels(context);
        if (labels.stream().distinct().count() < 2) {
            return refused(
                    Proposal.Kind.INPUT,
                    context,
                    "min",
                    "all " + labels.size() + " points have the label '" + labels.get(0) + "'",
                    "shuffle the file: the first points are taken; or take more points");
        }
        int training = training(context);
        if (training >= labels.size()) {
            return refused(
                    Proposal.Kind.INPUT,
                    context,
                    "train",
                    "training on " + training + " of " + Wording.count(labels.size(), "point")
                            + " leaves none to judge by",
                    "write 'train: " + Math.max(2, (int) (TRAIN_SHARE * labels.size())) + "' or so");
        }
        HeldOut split = split(context);
        if (split.untrained(labels)) {
            return refused(
                    Proposal.Kind.INPUT,
                    context,
                    "train",
                    "with " + Wording.count(training, "training point") + " a class has none",
                    "train on more points, or take more points of each class");
        }
        double constant = split.majority(labels);
        return context.spec().number("min").orElse(1) > constant
                ? Optional.empty()
                : refused(
                        Proposal.Kind.INPUT,
                        context,
                        "min",
                        "min " + Wording.plain(context.spec().number("min", 0))
                                + " shows nothing: always answering the most frequent class scores "
                                + Wording.number(constant),
                        "write a min above " + Wording.number(constant) + ", or balance the points");
    }

    /** From shots the held-out points stand for all others: they must be enough to tell the line from healthy. */
    private static Optional<Proposal.Refused> undecidable(GateContext context) {
        Line line = line(context);
        if (context.exact()) {
            return Optional.empty();
        }
        if (line.good() > 1 || line.bad() <= 0) {
            return refused(
                    Proposal.Kind.INPUT,
                    context,
                    "margin",
                    "a healthy kernel would have an accuracy above 1: the line " + Wording.plain(line.bad())
                            + " plus the margin " + Wording.plain(line.good() - line.bad()),
                    "write a lower line or a smaller margin");
        }
        int held = split(context).test().size();
        int needed = FixedDesign.bernoulli(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        return held >= needed
                ? Optional.empty()
                : refused(
                        Proposal.Kind.FEASIBILITY,
                        context,
                        "train",
                        "telling " + Wording.plain(line.bad()) + " from " + Wording.plain(line.good()) + " takes "
                                + Wording.count(needed, "held-out point") + ", there are " + held,
                        "take more points, a wider margin, or decide by probabilities on a simulator");
    }

    private static Optional<Proposal.Refused> refused(
            Proposal.Kind kind, GateContext context, String option, String reason, String alternative) {
        return Optional.of(new Proposal.Refused(kind, context.spec().position(option), reason, alternative));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return KernelGate.judge(
                context, evidence, kernel -> context.exact() ? exact(context, kernel) : sampled(context, kernel));
    }

    private static Judgement exact(GateContext context, Kernel kernel) {
        Line line = line(context);
        HeldOut split = split(context);
        double cost = cost(context);
        var accuracy = new Averaged(
                split.accuracy(kernel, cost),
                kernel.standardError(redrawn -> split.accuracy(redrawn, cost), RETRAINED, context.seed()));
        FindingDraft draft = describe(context, kernel, split, line).averaged("accuracy", accuracy);
        if (accuracy.unclearAt(line.bad())) {
            return Trajectories.unclear(
                    context.workload(),
                    kernel.need(),
                    draft.detail("The noise draws leave open on which side of the line it lies.")
                            .next("run on the backend aer, whose noise is exact, or move min away from the value")
                            .finding());
        }
        return accuracy.reaches(line.bad()) ? draft.decided(Verdict.PASS) : failed(context, draft);
    }

    private static Judgement sampled(GateContext context, Kernel kernel) {
        Line line = line(context);
        HeldOut split = split(context);
        int points = split.test().size();
        int right = points - split.wrong(kernel, cost(context)).size();
        Interval shown = Intervals.clopperPearson(right, points, 0.95);
        FindingDraft draft = describe(context, kernel, split, line)
                .measured("accuracy", (double) right / points, shown.lower(), shown.upper(), 0.95)
                .detail("New points of the same kind: the held-out ones are a sample of them.");
        double least = Intervals.clopperPearson(
                        right, points, 1 - 2 * context.errors().missed())
                .lower();
        double most = Intervals.clopperPearson(
                        right, points, 1 - 2 * context.errors().falseRed())
                .upper();
        if (least > line.bad()) {
            return draft.decided(Verdict.PASS);
        }
        return most < line.good()
                ? failed(context, draft)
                : draft.next("take more points, or a wider margin").decided(Verdict.INCONCLUSIVE);
    }

    private static Judgement failed(GateContext context, FindingDraft draft) {
        return draft.next(NextStep.compare(context))
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }

    private static FindingDraft describe(GateContext context, Kernel kernel, HeldOut split, Line line) {
        List<Integer> wrong = split.wrong(kernel, cost(context));
        int points = split.test().size();
        double accuracy = 1 - (double) wrong.size() / points;
        var draft = new FindingDraft("A support vector machine on this kernel classifies "
                        + Wording.number(accuracy) + " of " + points + " held-out points rightly; the line is "
                        + Wording.number(line.bad()) + ".")
                .line(line.bad())
                .shots(KernelGate.used(kernel))
                .detail(KernelGate.measured(kernel) + "; trained on "
                        + split.train().size() + ", C "
                        + Wording.plain(cost(context)) + ". Always answering the most frequent class scores "
                        + Wording.number(split.majority(kernel.labels())) + ".")
                .figure("accuracy", accuracy);
        if (!wrong.isEmpty()) {
            draft.detail("Wrong: points "
                    + wrong.stream().limit(20).map(p -> Integer.toString(p + 1)).collect(Collectors.joining(", "))
                    + (wrong.size() > 20 ? ", …" : "") + " of the file.");
        }
        if (!line.origin().isEmpty()) {
            draft.detail("Line: " + line.origin() + ".");
        }
        return draft;
    }
}
