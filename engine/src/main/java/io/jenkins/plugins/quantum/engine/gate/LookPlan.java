package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.Feasibility;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * How the shots of a sequential gate are laid out over its looks. The cap is one and a half times what a test with a single
 * look would need, divided evenly over the rounds of the profile.
 *
 * @param fixed
 *     shots of each binding that a test with a single look would need
 * @param cap
 *     shots of each binding over all looks
 * @param look
 *     shots of each binding in one look
 */
public record LookPlan(long fixed, long cap, long look) {
    private static final double CAP = 1.5;

    private static final long MOST = 1L << 40;

    /** Share of the single-look design that a healthy subject takes on average at its own edge. */
    private static final double HEALTHY = 0.55;

    /**
     * A plan.
     *
     * @param scores
     *     that a test with a single look needs
     * @param scoresOfPass
     *     how many scores one pass over all bindings brings
     * @param shotsOfPass
     *     how many shots of each binding one pass takes
     */
    public static LookPlan of(GateContext context, long scores, long scoresOfPass, long shotsOfPass) {
        long passes = Math.max(1, divideUp(scores, scoresOfPass));
        long capPasses = (long) Math.ceil(CAP * passes);
        long limit = context.shotLimit();
        if (limit > 0) {
            capPasses = Math.max(1, Math.min(capPasses, limit / shotsOfPass));
        }
        long lookPasses = divideUp(capPasses, Math.max(1, context.rounds() - context.extraRounds()));
        return new LookPlan(passes * shotsOfPass, capPasses * shotsOfPass, lookPasses * shotsOfPass);
    }

    /**
     * The scores after which a test can pass at all: it needs some even where they do not vary.
     *
     * @param passes
     *     whether it would after a number of equal, healthy scores
     */
    public static long leastScores(LongPredicate passes) {
        long enough = 1;
        while (enough < MOST && !passes.test(enough)) {
            enough *= 2;
        }
        long tooFew = enough / 2;
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (passes.test(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static long divideUp(long amount, long by) {
        return (amount - 1) / by + 1;
    }

    /** Why the shots allowed cannot decide, if so. */
    public Optional<Proposal.Refused> refusal(
            GateContext context, double variance, long scoresOfPass, long shotsOfPass) {
        long limit = context.shotLimit();
        if (limit == 0 || fixed <= limit) {
            return Optional.empty();
        }
        long scores = Math.max(1, limit / shotsOfPass * scoresOfPass);
        double margin = Math.ceil(100
                        * Feasibility.margin(
                                variance,
                                scores,
                                context.errors().falseRed(),
                                context.errors().missed()))
                / 100;
        String wider = margin < 0.5 ? "write 'margin: " + Wording.plain(margin) + "', " : "";
        return Optional.of(new Proposal.Refused(
                Proposal.Kind.FEASIBILITY,
                context.spec().position("margin"),
                Wording.count(limit, "shot") + " cannot decide " + context.test() + " / "
                        + context.spec().kind() + ": it needs about " + Wording.count(fixed)
                        + (context.workload().tasks().get(0).bindings().size() > 1 ? " for each point" : ""),
                wider + "allow " + Wording.count(cap, "shot")
                        + " (--shots), or decide by probabilities on a simulator"));
    }

    /** Whether another look stays within what the user allows. */
    public boolean mayLook(GateContext context, long used) {
        return context.shotLimit() == 0 || used + look <= context.shotLimit();
    }

    /** Likely shots of a healthy subject, over the whole workload. */
    public long expectedShots(Workload workload) {
        return whole(workload, Math.max(look, (long) Math.ceil(HEALTHY * fixed)));
    }

    /** Most shots, over the whole workload; the last look may end a little above the cap. */
    public long worstShots(Workload workload) {
        return whole(workload, divideUp(cap, look) * look);
    }

    /** Shots of each binding, over the whole workload. */
    public static long whole(Workload workload, long shots) {
        return workload.tasks().stream()
                .mapToLong(task -> Math.multiplyExact(shots, task.bindings().size()))
                .sum();
    }
}
