package io.jenkins.plugins.quantum.engine.gate.inputperturbation;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The worst that was found in the box of each point: every input moved alone, corners drawn by seed, and the corner to which the signs
 * of the finite differences of the probability of a right answer point (Goodfellow et al., arXiv:1412.6572).
 */
final class WorstMoves {
    private static final int SHOWN = 8;

    private final GateContext context;
    private final InputBox box;
    private final ModelReading reading;
    /** Of one shot: smooth where the decision by many is a step. */
    private final ModelReading shot;

    WorstMoves(GateContext context) {
        this.context = context;
        this.box = InputPerturbationGate.box(context);
        this.reading = new ModelReading(context.workload());
        Workload workload = context.workload();
        var readout = (Readout.Classification) workload.readout();
        this.shot = new ModelReading(new Workload(
                workload.tasks(),
                new Readout.Classification(readout.labels(), readout.classes(), readout.decision(), 1),
                workload.metrics(),
                workload.digest()));
    }

    private Optional<Evidence.Batch> answer(Evidence evidence, Need need) {
        return evidence.exact(need.source(), need.scale(), need.probe().orElseThrow());
    }

    /** The list of points of one variant, as an answer of its own. */
    private Evidence.Batch part(Evidence.Batch batch, int variant) {
        int n = box.points();
        return new Evidence.Batch(
                batch.need(),
                batch.outcomes().stream()
                        .map(task -> task.subList(variant * n, (variant + 1) * n))
                        .toList());
    }

    /** What is asked for when the first moves are known. */
    Optional<Need> second(Evidence evidence) {
        return answer(evidence, box.first()).map(first -> box.second(worstSigns(first)));
    }

    private List<Map<String, Double>> worstSigns(Evidence.Batch first) {
        var signs = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < box.points(); i++) {
            signs.add(new HashMap<>());
        }
        List<String> features = box.features();
        for (int f = 0; f < features.size(); f++) {
            List<Double> up = shot.exact(part(first, 2 * f)).correct();
            List<Double> down = shot.exact(part(first, 2 * f + 1)).correct();
            for (int i = 0; i < box.points(); i++) {
                signs.get(i).put(features.get(f), up.get(i) > down.get(i) ? -1.0 : 1.0);
            }
        }
        return signs;
    }

    Judgement judge(Evidence evidence) {
        Optional<Evidence.Batch> still = Needs.idealIn(context, evidence);
        Optional<Evidence.Batch> first = answer(evidence, box.first());
        if (still.isEmpty() || first.isEmpty()) {
            return Needs.missing(context, "the probabilities of the model at moved inputs");
        }
        Need next = box.second(worstSigns(first.get()));
        Optional<Evidence.Batch> second = answer(evidence, next);
        if (second.isEmpty()) {
            return new Judgement.More(
                    List.of(next),
                    Finding.words("The worst corner of each point was not tried yet.", List.of(), List.of()));
        }
        double[] right = right(still.get());
        double[] worst = right.clone();
        for (int variant = 0; variant < box.variants(); variant++) {
            lower(worst, right(part(first.get(), variant)));
        }
        double[] sampled = worst.clone();
        lower(worst, right(second.get()));
        return decided(right, worst, sampled);
    }

    private double[] right(Evidence.Batch batch) {
        return reading.exact(batch).correct().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static void lower(double[] worst, double[] other) {
        for (int i = 0; i < worst.length; i++) {
            worst[i] = Math.min(worst[i], other[i]);
        }
    }

    /** Points that are decided right at rest and wrong after some move. */
    private static List<Integer> flipped(double[] right, double[] worst) {
        var flipped = new ArrayList<Integer>();
        for (int i = 0; i < right.length; i++) {
            if (right[i] > 0.5 && worst[i] <= 0.5) {
                flipped.add(i + 1);
            }
        }
        return flipped;
    }

    private Judgement decided(double[] right, double[] worst, double[] sampled) {
        List<Integer> flipped = flipped(right, worst);
        double share = (double) flipped.size() / right.length;
        double most = InputPerturbationGate.mostFlips(context);
        double accuracy = Arrays.stream(worst).average().orElseThrow();
        Optional<Line> line = InputPerturbationGate.line(context);
        boolean stays = share <= most + 1e-9;
        boolean holds = line.isEmpty() || accuracy >= line.get().bad() - 1e-9;
        String headline = stays && !holds
                ? "Accuracy falls to " + Wording.beside(accuracy, line.get().bad())
                        + " when every point gets its worst move; the line is "
                        + Wording.number(line.get().bad()) + "."
                : Wording.count(flipped.size()) + " of " + Wording.count(right.length, "point")
                        + " change from right to wrong when inputs move by at most " + size() + "; at most "
                        + Wording.number(most) + " of them may.";
        var draft = new FindingDraft(headline)
                .exact("share of changed decisions", share)
                .line(most)
                .detail("accuracy "
                        + Wording.number(Arrays.stream(right).average().orElseThrow()) + " at rest, "
                        + Wording.number(accuracy) + " after the worst moves     exact, without noise, "
                        + Wording.count(box.circuits(), "circuit"))
                .detail("The corner to which the gradient points changes "
                        + Wording.count(flipped.size() - flipped(right, sampled).size())
                        + " more than all drawn corners and single moves. Worse moves inside the box may exist: this is a"
                        + " search, not a proof.")
                .figure("flips", share)
                .figure("accuracy.ideal", Arrays.stream(right).average().orElseThrow())
                .figure("accuracy.worst", accuracy);
        if (!flipped.isEmpty()) {
            draft.detail("Changed: "
                    + flipped.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
                    + (flipped.size() > SHOWN ? ", ..." : "") + " (counted from 1).");
        }
        line.filter(l -> !l.origin().isEmpty()).ifPresent(l -> draft.detail("Line: " + l.origin() + "."));
        if (!stays || !holds) {
            draft.next(NextStep.explain(context))
                    .next("train with inputs that are moved likewise, or accept what is shown: max-flips "
                            + Wording.plain(Math.ceil(share * 100) / 100));
        }
        return draft.decided(stays && holds ? Verdict.PASS : Verdict.FAIL);
    }

    private String size() {
        double epsilon = context.spec().number("epsilon", InputPerturbationGate.EPSILON);
        return context.spec().text("unit").filter("absolute"::equals).isPresent()
                ? Wording.number(epsilon)
                : Wording.number(epsilon) + " of their range";
    }
}
