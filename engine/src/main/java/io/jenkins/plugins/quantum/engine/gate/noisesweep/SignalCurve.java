package io.jenkins.plugins.quantum.engine.gate.noisesweep;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.SignalLeft;
import io.jenkins.plugins.quantum.engine.gate.StressCurve;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Crossing;
import java.util.Optional;
import java.util.TreeMap;

/** The signal that is left over the noise, from probabilities; decided at the required factor and, if asked, at the noise as it is. */
final class SignalCurve {
    private final GateContext context;
    private final Line line;
    private final double factor;

    SignalCurve(GateContext context) {
        this.context = context;
        this.line = NoiseSweepGate.line(context);
        this.factor = NoiseSweepGate.factor(context);
    }

    Judgement judge(Evidence evidence) {
        Optional<Evidence.Batch> noiseless = Needs.idealIn(context, evidence);
        if (noiseless.isEmpty()) {
            return Needs.missing(context, "the noiseless probabilities of the circuit");
        }
        Distribution ideal = noiseless.get().outcomes().get(0).get(0).distribution();
        var points = new TreeMap<Double, Averaged>();
        points.put(0.0, signal(ideal, noiseless.get()).value());
        String metric = signal(ideal, noiseless.get()).name();
        for (double scale : StressCurve.factors(factor)) {
            Optional<Evidence.Batch> batch = evidence.exact(Need.Source.SUBJECT, scale);
            if (batch.isEmpty()) {
                return Needs.missing(context, "the probabilities at " + Wording.factor(scale) + " noise");
            }
            Optional<Judgement> ignored =
                    scale >= 1 ? NoiseProof.missing(context, noiseless.get(), batch.get()) : Optional.empty();
            if (ignored.isPresent()) {
                return ignored.get();
            }
            points.put(scale, signal(ideal, batch.get()).value());
        }
        return decide(new StressCurve(points, line.bad()), evidence, metric);
    }

    private SignalLeft signal(Distribution ideal, Evidence.Batch batch) {
        return new SignalLeft(
                context.workload().tasks().get(0).circuit(),
                ideal,
                batch.outcomes().get(0).get(0));
    }

    private Judgement decide(StressCurve curve, Evidence evidence, String metric) {
        double today = NoiseSweepGate.today(context).orElse(0);
        boolean stands = curve.at(factor).reaches(line.bad());
        boolean standsToday = today == 0 || curve.at(1).reaches(today);
        double unclear = curve.at(factor).unclearAt(line.bad())
                ? factor
                : today > 0 && curve.at(1).unclearAt(today) ? 1 : Double.NaN;
        if (!Double.isNaN(unclear)) {
            Need measured =
                    evidence.exact(Need.Source.SUBJECT, unclear).orElseThrow().need();
            return Trajectories.unclear(
                    context.workload(),
                    measured,
                    describe(
                                    "The " + metric + " at " + Wording.factor(unclear) + " the noise of "
                                            + context.noiseName()
                                            + " is too near to its line for the noise draws made.",
                                    curve,
                                    metric)
                            .next("run on the backend aer, whose noise is exact, or move the line away from the value")
                            .finding());
        }
        FindingDraft draft = describe(
                standsToday ? headline(curve, metric, stands) : missesToday(curve, metric, today), curve, metric);
        if (!stands || !standsToday) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(stands && standsToday ? Verdict.PASS : Verdict.FAIL);
    }

    private String headline(StressCurve curve, String metric, boolean stands) {
        return "The " + metric + (stands ? " is still " : " falls to ")
                + Wording.beside(curve.at(factor).value(), line.bad()) + " at " + Wording.factor(factor)
                + " the noise of " + context.noiseName() + "; the line is " + Wording.number(line.bad()) + ".";
    }

    private String missesToday(StressCurve curve, String metric, double today) {
        return "The " + metric + " is only " + Wording.beside(curve.at(1).value(), today) + " under the noise of "
                + context.noiseName() + " as it is; the line for today is " + Wording.number(today) + ".";
    }

    private FindingDraft describe(String headline, StressCurve curve, String metric) {
        Crossing crossing = curve.crossing();
        var draft = new FindingDraft(headline)
                .averaged(metric, curve.at(factor))
                .line(line.bad())
                .detail(curve.row(factor) + "     exact" + curve.widest().precision())
                .detail("Critical noise, where the falling fit crosses the line: " + curve.critical()
                        + ". Mean over the curve: " + Wording.number(curve.area()) + " of the ideal value.");
        if (crossing.place() == Crossing.Place.BELOW_AT_START) {
            draft.detail("It is below the line without any noise: look at the line, not at the device.");
        }
        if (!line.origin().isEmpty()) {
            draft.detail("Line: " + line.origin() + ".");
        }
        return draft.figure("noise.critical", crossing.place() == Crossing.Place.BELOW_AT_START ? 0 : crossing.x())
                .figure("noise.critical.beyond", crossing.place() == Crossing.Place.BEYOND ? 1 : 0)
                .figure("noise.area", curve.area())
                .figure("fidelity", curve.at(1).value())
                .figure("fidelity.stressed", curve.at(factor).value())
                .plot(curve.plotOverNoise(metric, context.noiseName(), factor));
    }
}
