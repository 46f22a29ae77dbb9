package io.jenkins.plugins.quantum.engine.gate.energygap;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.gate.EnergyReading;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The mean gap from reads. The score of a read is what its gap leaves of 1, so that more is better. */
final class SampledGap {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final GapScale scale;
    private final EnergyReading reading;
    private final Line line;

    /** Costs some milliseconds: made at its first use. */
    private LookPlan plan;

    SampledGap(GateContext context, GapScale scale) {
        this.context = context;
        this.scale = scale;
        this.reading = scale.reading();
        this.line = Line.at(1 - scale.max(), scale.margin());
    }

    Proposal proposal() {
        LookPlan layout = plan();
        Optional<Proposal.Refused> refused = layout.refusal(context, scale.plannedVariance(), 1, 1);
        if (refused.isPresent()) {
            return refused.get();
        }
        return new Proposal.Accepted(
                List.of(look(layout, 0)),
                layout.expectedShots(context.workload()),
                layout.worstShots(context.workload()),
                true);
    }

    private LookPlan plan() {
        if (plan == null) {
            long fixed = FixedDesign.bounded(
                    scale.plannedVariance(),
                    scale.plannedVariance(),
                    scale.margin(),
                    context.errors().falseRed(),
                    context.errors().missed());
            // as few reads as a test takes whose every read is at the healthy edge
            long least = LookPlan.leastScores(n ->
                    start().update(new double[] {line.good()}, new long[] {n}).decision() == Decision.PASS);
            plan = LookPlan.of(context, Math.max(fixed, least), 1, 1);
        }
        return plan;
    }

    private SequentialTest start() {
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        // a healthy gap of 0 leaves no room above it: the range is a little wider than the scores
        double top = 1 + scale.margin() / 10;
        return SequentialTest.bounded(design, lowest(), top, scale.plannedVariance());
    }

    private double lowest() {
        return 1 - scale.largest();
    }

    private Need look(LookPlan layout, int number) {
        return Need.shots(Needs.scale(context), layout.look(), 1, number);
    }

    Judgement first() {
        return new Judgement.More(
                List.of(look(plan(), 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
    }

    /** The answer to all evidence; empty before the first look. */
    Optional<Judgement> judge(Evidence evidence) {
        List<Evidence.Batch> looks = evidence.shots(Needs.scale(context));
        Optional<Counts> all = EnergyReading.all(looks);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Counts reads = all.get();
        Optional<Judgement> refuted = reading.refuted(reads);
        if (refuted.isPresent()) {
            return refuted;
        }
        SequentialTest test = start();
        for (Evidence.Batch look : looks) {
            test = test.update(scores(EnergyReading.counts(look)));
        }
        Interval interval = new BettingInterval(
                        lowest(), 1, Math.min(scale.margin(), scale.largest() / 2), scale.plannedVariance(), CONFIDENCE)
                .of(scores(reads));
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.turned("energy gap", "max", 1),
                line,
                scale.plannedVariance(),
                reads.shots(),
                plan().look());
        if (test.decision() == Decision.CONTINUE) {
            List<Need> next = plan().mayLook(context, reads.shots()) ? List.of(look(plan(), looks.size())) : List.of();
            return Optional.of(words.open(test, interval, next));
        }
        return Optional.of(decided(words, test, interval, reads));
    }

    private Map<Double, Long> scores(Counts reads) {
        var scores = new TreeMap<Double, Long>();
        reading.energies(reads)
                .forEach((energy, count) -> scores.merge(Math.max(lowest(), 1 - scale.gap(energy)), count, Long::sum));
        return scores;
    }

    /** The mean gap with every read counted in full. */
    private double plain(Counts reads) {
        double sum = 0;
        for (var level : reading.energies(reads).entrySet()) {
            sum += scale.plain(level.getKey()) * level.getValue();
        }
        return sum / reads.shots();
    }

    private Judgement decided(SequentialVerdict words, SequentialTest test, Interval interval, Counts reads) {
        boolean passed = test.decision() == Decision.PASS;
        double gap = 1 - test.mean();
        FindingDraft draft = words.draft(
                        passed
                                ? "The mean energy above the optimum is shown to be below "
                                        + Wording.number(scale.max()) + ": measured " + Wording.number(gap) + "."
                                : "The mean energy above the optimum is shown to be more than the healthy "
                                        + Wording.number(scale.max() - scale.margin()) + ": measured "
                                        + Wording.number(gap) + ", at most " + Wording.number(scale.max())
                                        + " is allowed.",
                        test,
                        interval)
                .figure("energy.gap", gap)
                .figure("energy.gap.guessed", scale.guessed())
                .figure("energy.gap.plain", plain(reads))
                .detail("Optimum " + Wording.number(scale.optimum()) + "; a machine that guesses has a gap of "
                        + Wording.number(scale.guessed()) + ".")
                .detail(reading.best(reads))
                .plot(reading.bars(reads));
        if (!passed) {
            draft.next("anneal longer or take a gentler schedule")
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
