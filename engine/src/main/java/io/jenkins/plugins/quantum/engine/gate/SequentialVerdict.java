package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.Feasibility;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.List;

/**
 * The words for where a sequential test stands: PASS, FAIL, or what was shown so far and what the user can choose.
 *
 * @param context
 *     of the gate
 * @param name
 *     of the figure, for trends
 * @param line
 *     what it is compared with
 * @param variance
 *     of one score, for advice on margins
 * @param shots
 *     used by now, over the whole workload
 * @param nextShots
 *     of another look, for each binding
 */
public record SequentialVerdict(
        GateContext context, String name, Line line, double variance, long shots, long nextShots) {
    private static final double CONFIDENCE = 0.95;
    private static final double STEP = 0.01;
    private static final double LARGEST = 1e9;

    /** A finding with all numbers of the test. */
    public FindingDraft draft(String headline, SequentialTest test, Interval interval) {
        var draft = new FindingDraft(headline)
                .measured(name, test.mean(), interval.lower(), interval.upper(), CONFIDENCE)
                .line(line.bad())
                .shots(shots)
                .figure(name, test.mean())
                .detail(Wording.interval(test.mean(), interval.lower(), interval.upper(), CONFIDENCE) + " after "
                        + Wording.count(shots, "shot") + "; the interval is that of a fixed number of shots.")
                .detail("Evidence against 'healthy' (" + Wording.number(line.good()) + " or better) 1:"
                        + odds(test.logAgainstHealthy()) + ", FAIL at 1:"
                        + odds(test.state().design().failLevel()) + " ("
                        + Wording.count(context.errors().gates(), "statistical gate")
                        + " share the build's rate); against 'at the line or worse' 1:" + odds(test.logAgainstBad())
                        + ", PASS at 1:" + odds(test.state().design().passLevel()) + ".");
        if (!line.origin().isEmpty()) {
            draft.detail("Line from the " + line.origin() + ".");
        }
        return draft;
    }

    /** What was shown so far, with the next look. */
    public Judgement open(SequentialTest test, Interval interval, List<Need> nextLook) {
        Finding soFar = choices(
                        draft(
                                "Measured "
                                        + Wording.interval(test.mean(), interval.lower(), interval.upper(), CONFIDENCE)
                                        + ". Passing means shown above " + Wording.number(line.bad())
                                        + "; failing means shown below " + Wording.number(line.good()) + ".",
                                test,
                                interval),
                        test,
                        interval,
                        nextLook.isEmpty())
                .finding();
        return nextLook.isEmpty()
                ? new Judgement.Decided(Verdict.INCONCLUSIVE, soFar)
                : new Judgement.More(nextLook, soFar);
    }

    private FindingDraft choices(FindingDraft draft, SequentialTest test, Interval interval, boolean spent) {
        var ways = new ArrayList<String>();
        if (spent) {
            ways.add("allow more than the " + Wording.count(context.shotLimit(), "shot") + " of --shots, then "
                    + NextStep.resume(2));
        } else {
            String money = context.estimatedCost().amount().signum() == 0
                    ? ""
                    : "  (about " + context.estimatedCost().times(2 * nextShots) + ")";
            ways.add("continue: " + NextStep.resume(2) + money);
        }
        double enough = Feasibility.margin(
                variance,
                test.observations(),
                context.errors().falseRed(),
                context.errors().missed());
        double margin = Math.ceil(Math.max(enough, line.good() - line.bad() + STEP) / STEP) * STEP;
        ways.add("widen the margin to " + Wording.plain(margin));
        double shown = Math.floor(interval.lower() / STEP) * STEP;
        if (shown > 0 && shown < line.bad()) {
            ways.add("accept what is shown: min " + Wording.plain(shown));
        }
        ways.forEach(draft::next);
        return draft;
    }

    private static String odds(double log) {
        double odds = Math.min(LARGEST, Math.exp(Math.max(0, log)));
        return odds < 10 ? Wording.number(odds) : Wording.count(Math.round(odds));
    }
}
