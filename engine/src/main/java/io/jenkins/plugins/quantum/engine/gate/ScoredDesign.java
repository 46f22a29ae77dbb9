package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import io.jenkins.plugins.quantum.engine.stats.ShotScore;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A sequential test of the mean of a score of shots, whose ideal law and predicted variance references tell: needs, refusals and plan. */
public final class ScoredDesign {
    /** Variance of the score of a random circuit (Porter-Thomas), before the true one is known. */
    private static final double TYPICAL_VARIANCE = 1;

    private final GateContext context;
    private final Line line;
    private final double alpha;
    private final Function<ReferencedShots, ShotScore> score;
    private final Proposal.Refused uniform;

    /**
     * A design.
     *
     * @param alpha
     *     rate of false red of this test
     * @param score
     *     of an ideal law
     * @param reason
     *     why a uniform ideal law is refused
     * @param alternative
     *     what to do instead
     */
    public ScoredDesign(
            GateContext context,
            Line line,
            double alpha,
            Function<ReferencedShots, ShotScore> score,
            String reason,
            String alternative) {
        this.context = context;
        this.line = line;
        this.alpha = alpha;
        this.score = score;
        uniform = input("min", reason, alternative);
    }

    /** Before the references are known. */
    public Proposal proposal() {
        LookPlan plan = LookPlan.of(context, fixed(TYPICAL_VARIANCE, TYPICAL_VARIANCE), 1, 1);
        return accepted(ReferencedShots.references(context), plan);
    }

    /** With the references. */
    public Proposal refined(Evidence references) {
        Optional<ScoredShots> known = shots(references);
        if (known.isEmpty()) {
            return proposal();
        }
        Optional<Proposal.Refused> refused = refusal(known.get());
        if (refused.isPresent()) {
            return refused.get();
        }
        LookPlan plan = plan(known.get());
        return accepted(List.of(look(plan, 0)), plan);
    }

    private Proposal accepted(List<Need> needs, LookPlan plan) {
        return new Proposal.Accepted(
                needs, plan.expectedShots(context.workload()), plan.worstShots(context.workload()), true);
    }

    private Optional<ScoredShots> shots(Evidence evidence) {
        return ReferencedShots.of(context, evidence).map(shots -> new ScoredShots(shots, score.apply(shots)));
    }

    private Optional<Proposal.Refused> refusal(ScoredShots shots) {
        if (shots.score().undefined()) {
            return Optional.of(uniform);
        }
        double highest = shots.score().highest();
        double lowest = shots.score().lowest();
        if (line.good() >= highest || line.bad() <= lowest) {
            return Optional.of(input(
                    "margin",
                    "the line " + Wording.plain(line.bad()) + " and the healthy " + Wording.plain(line.good())
                            + " do not both lie inside the scores that a shot can have, " + Wording.plain(lowest)
                            + " to " + Wording.plain(highest),
                    "write a smaller margin, or a min between them"));
        }
        if (shots.hasPrediction() && shots.prediction() < line.bad()) {
            return Optional.of(input(
                    "min",
                    "the noise model itself predicts a score of " + Wording.number(shots.prediction())
                            + ", below the line " + Wording.number(line.bad()),
                    "write a min of at most " + Wording.plain(Math.max(0, shots.prediction() - margin()))
                            + ", or test a smaller circuit"));
        }
        return plan(shots).refusal(context, healthyVariance(shots), 1, 1);
    }

    private Proposal.Refused input(String option, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative);
    }

    private double margin() {
        return line.good() - line.bad();
    }

    private LookPlan plan(ScoredShots shots) {
        long least = LookPlan.leastScores(n ->
                test(shots).update(new double[] {line.good()}, new long[] {n}).decision() == Decision.PASS);
        long fixed = fixed(healthyVariance(shots), shots.varianceAt(line.bad()));
        return LookPlan.of(context, Math.max(least, fixed), 1, 1);
    }

    private long fixed(double healthyVariance, double badVariance) {
        return FixedDesign.bounded(
                healthyVariance, badVariance, margin(), alpha, context.errors().missed());
    }

    /** The score's variance of a healthy subject. */
    public double healthyVariance(ScoredShots shots) {
        return shots.healthyVariance(line.good());
    }

    /** The test before the first shot. */
    public SequentialTest test(ScoredShots shots) {
        var design = new SequentialDesign(
                line.good(), line.bad(), alpha, context.errors().missed());
        return SequentialTest.bounded(
                design, shots.score().lowest(), shots.score().highest(), healthyVariance(shots));
    }

    /** The test after all looks. */
    public SequentialTest tested(ScoredShots shots) {
        SequentialTest test = test(shots);
        double[] scores = shots.score().scores();
        for (var counts : shots.shots().looks()) {
            test = test.update(scores, shots.shots().row(counts));
        }
        return test;
    }

    /** The words of the verdict after all looks. */
    public SequentialVerdict words(String name, ScoredShots shots, LookPlan plan) {
        return new SequentialVerdict(
                context,
                SequentialVerdict.View.of(name),
                line,
                healthyVariance(shots),
                shots.all().shots(),
                plan.look());
    }

    /** The next look, empty where the user allows none. */
    public List<Need> next(ScoredShots shots, LookPlan plan) {
        return plan.mayLook(context, shots.all().shots())
                ? List.of(look(plan, shots.shots().looks().size()))
                : List.of();
    }

    private Need look(LookPlan plan, int number) {
        return Need.shots(Needs.scale(context), plan.look(), 1, number);
    }

    /**
     * Judges.
     *
     * @param measured
     *     judges once there are shots and nothing speaks against reading them
     */
    public Judgement judge(Evidence evidence, BiFunction<ScoredShots, LookPlan, Judgement> measured) {
        Optional<ScoredShots> known = shots(evidence);
        if (known.isEmpty()) {
            return Needs.missing(context, "the ideal distribution");
        }
        ScoredShots shots = known.get();
        Optional<Proposal.Refused> refused = refusal(shots);
        if (refused.isPresent()) {
            return new FindingDraft("It cannot be decided: " + refused.get().reason() + ".")
                    .next(refused.get().alternative())
                    .decided(Verdict.INCONCLUSIVE);
        }
        LookPlan plan = plan(shots);
        if (shots.shots().looks().isEmpty()) {
            return new Judgement.More(
                    List.of(look(plan, 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        return NoiseProof.missingInShots(context, evidence).orElseGet(() -> measured.apply(shots, plan));
    }
}
