package io.jenkins.plugins.quantum.engine.gate.kernelalignment;

import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.gate.KernelGate;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.OneLook;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.stats.Jackknife;
import java.util.List;
import java.util.Optional;

/** Judges how well a kernel agrees with the labels of its points. */
public final class KernelAlignmentGate implements KernelGate {
    private static final double MARGIN = 0.05;

    @Override
    public String name() {
        return "kernel-alignment";
    }

    @Override
    public String summary() {
        return "The kernel agrees with the labels: points of one class are alike, those of different classes are not.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line("min", 0, 1, "", "least alignment that is accepted, or baseline"),
                Option.number("margin", 0.001, 0.5, "0.05", "how much better a healthy kernel is"),
                KernelGate.shots("shots of each pair, where shots decide"));
    }

    private static Line line(GateContext context) {
        double margin = context.spec().number("margin", MARGIN);
        return Line.of(context, "min", margin, Line.at(1, margin));
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context).or(() -> Line.refusal(context, "min"));
        return refused.isPresent() ? refused.get() : KernelGate.proposal(context, List.of());
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        List<String> labels = ((Readout.Kernel) context.workload().readout()).labels();
        if (labels.stream().distinct().count() < 2) {
            return refused(
                    context,
                    "all " + labels.size() + " points have the label '" + labels.get(0) + "'",
                    "shuffle the file: the first points are taken; or take more points");
        }
        double empty = Alignment.uninformed(labels);
        double min = context.spec().number("min").orElse(1);
        return min > empty
                ? Optional.empty()
                : refused(
                        context,
                        "min " + Wording.plain(min)
                                + " shows nothing: a kernel that knows nothing of the points reaches "
                                + Wording.number(empty),
                        "write a min above " + Wording.number(empty) + ", or take more points of each class");
    }

    private static Optional<Proposal.Refused> refused(GateContext context, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position("min"), reason, alternative));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return KernelGate.judge(context, evidence, kernel -> judge(context, kernel));
    }

    private static Judgement judge(GateContext context, Kernel kernel) {
        Line line = line(context);
        var alignment = new Alignment(kernel);
        double value = alignment.value();
        double error = kernel.standardError(redrawn -> new Alignment(redrawn).value(), context.seed());
        var look = new OneLook(value, error);
        Jackknife others = Jackknife.of(kernel.points(), value, alignment::without);
        Interval elsewhere = Intervals.normal(value, others.standardError(), 0.95);
        var draft = new FindingDraft("The kernel's alignment with the labels is " + Wording.beside(value, line.bad())
                        + "; the line is " + Wording.number(line.bad()) + ".")
                .measured("alignment", value, value - look.half(), value + look.half(), error == 0 ? 1 : 0.95)
                .line(line.bad())
                .shots(KernelGate.used(kernel))
                .detail(KernelGate.measured(kernel) + ". A kernel that knows nothing of these points reaches "
                        + Wording.number(Alignment.uninformed(kernel.labels())) + ".")
                .detail("On other points of the same kind: "
                        + Wording.interval(value, elsewhere.lower(), elsewhere.upper(), 0.95)
                        + " by the jackknife.")
                .figure("kernel.alignment", value)
                .figure("kernel.alignment.jackknife", others.standardError());
        if (!line.origin().isEmpty()) {
            draft.detail("Line: " + line.origin() + ".");
        }
        if (context.exact()) {
            return exact(context, kernel.need(), new Averaged(value, error), line, draft);
        }
        return switch (look.decide(line, context.errors())) {
            case PASS -> draft.decided(Verdict.PASS);
            case FAIL -> failed(context, draft);
            case CONTINUE -> draft.next("write more 'shots', or a wider margin").decided(Verdict.INCONCLUSIVE);
        };
    }

    private static Judgement exact(GateContext context, Need measured, Averaged value, Line line, FindingDraft draft) {
        if (value.unclearAt(line.bad())) {
            return Trajectories.unclear(
                    context.workload(),
                    measured,
                    draft.detail("The noise draws leave open on which side of the line it lies.")
                            .next("run on the backend aer, whose noise is exact, or move min away from the value")
                            .finding());
        }
        return value.reaches(line.bad()) ? draft.decided(Verdict.PASS) : failed(context, draft);
    }

    private static Judgement failed(GateContext context, FindingDraft draft) {
        return draft.next(NextStep.compare(context))
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }
}
