package io.jenkins.plugins.quantum.engine.gate.auc;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.BettingInterval;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The area from shots. A score is the area over all pairs of one complete pass. Pairs that share a point depend on each
 * other, passes do not: areas of passes are independent, lie from 0 to 1, and have the expected area as their mean, because the
 * area is linear in the pairs.
 */
final class SampledArea {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final ModelReading reading;

    /** Costs some milliseconds: made at its first use. */
    private LookPlan plan;

    SampledArea(GateContext context, Line line) {
        this.context = context;
        this.line = line;
        reading = new ModelReading(context.workload());
    }

    Proposal proposal() {
        if (reading.shots() == 0) {
            return DecisionTest.endless(context);
        }
        Optional<Proposal.Refused> refused =
                DecisionTest.aboveOne(context, line).or(() -> plan().refusal(context, variance(), 1, reading.shots()));
        if (refused.isPresent()) {
            return refused.get();
        }
        var needs = new java.util.ArrayList<>(NoiseProof.references(context));
        needs.add(look(0));
        return new Proposal.Accepted(
                needs, plan().expectedShots(context.workload()), plan().worstShots(context.workload()), true);
    }

    /** Of the area of one pass, at most: A(1−A) over the size of the smaller class (Birnbaum and Klose, 1957). */
    private double variance() {
        double middle = (line.good() + line.bad()) / 2;
        int smallest =
                reading.present().stream().mapToInt(reading::points).min().orElseThrow();
        return middle * (1 - middle) / smallest;
    }

    private LookPlan plan() {
        if (plan == null) {
            long fixed = FixedDesign.bounded(
                    variance(),
                    variance(),
                    line.good() - line.bad(),
                    context.errors().falseRed(),
                    context.errors().missed());
            // as few passes as a test takes whose every pass is at the healthy edge
            long least = LookPlan.leastScores(n ->
                    start().update(new double[] {line.good()}, new long[] {n}).decision() == Decision.PASS);
            plan = LookPlan.of(context, Math.max(fixed, least), 1, reading.shots());
        }
        return plan;
    }

    private SequentialTest start() {
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        // a healthy area of 1 leaves no room above it: the range is a little wider than the scores
        double top = 1 + (line.good() - line.bad()) / 10;
        return SequentialTest.bounded(design, 0, top, variance());
    }

    private Need look(int number) {
        return Need.shots(
                Needs.scale(context), reading.shots(), Math.toIntExact(plan().look() / reading.shots()), number);
    }

    Judgement judge(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        List<Evidence.Batch> looks = evidence.shots(Needs.scale(context)).stream()
                .filter(batch -> batch.need().shots() == reading.shots())
                .toList();
        long used = looks.stream()
                .mapToLong(b -> b.need().shots() * b.need().repeats())
                .sum();
        List<Need> next = plan().mayLook(context, used) ? List.of(look(looks.size())) : List.of();
        if (looks.isEmpty()) {
            return next.isEmpty()
                    ? Needs.missing(context, "any shot")
                    : new Judgement.More(next, Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        SequentialTest test = start();
        Map<Double, Long> all = new TreeMap<>();
        for (Evidence.Batch look : looks) {
            double[] areas = reading.areas(look);
            test = test.update(areas);
            Arrays.stream(areas).forEach(area -> all.merge(area, 1L, Long::sum));
        }
        Interval interval = new BettingInterval(0, 1, line.good() - line.bad(), variance(), CONFIDENCE).of(all);
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.of("auc"),
                line,
                variance(),
                LookPlan.whole(context.workload(), used),
                plan().look());
        return test.decision() == Decision.CONTINUE ? words.open(test, interval, next) : decided(words, test, interval);
    }

    private Judgement decided(SequentialVerdict words, SequentialTest test, Interval interval) {
        boolean passed = test.decision() == Decision.PASS;
        var draft = words.draft(
                        "The area under the ROC curve is shown to be "
                                + (passed
                                        ? "above the line " + Wording.number(line.bad())
                                        : "below the healthy " + Wording.number(line.good()))
                                + ": measured " + Wording.number(test.mean())
                                + (passed ? "" : ", the line is " + Wording.number(line.bad())) + ".",
                        test,
                        interval)
                .figure("auc", test.mean())
                .detail("Each score is the area over all pairs of " + Wording.count(reading.points(), "point")
                        + ", each run once with " + Wording.count(reading.shots(), "shot") + "; "
                        + Wording.count(test.observations(), "score") + ".");
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
