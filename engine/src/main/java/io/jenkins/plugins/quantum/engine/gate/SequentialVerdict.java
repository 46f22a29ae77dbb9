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
 * @param view
 *     how scores are shown
 * @param line
 *     what the mean score is compared with
 * @param variance
 *     of one score, for advice on margins
 * @param shots
 *     used by now, over the whole workload
 * @param nextShots
 *     of another look, for each binding
 */
public record SequentialVerdict(
        GateContext context, View view, Line line, double variance, long shots, long nextShots) {
    private static final double CONFIDENCE = 0.95;
    private static final double STEP = 0.01;

    /**
     * How a mean score, of which more is better, is shown to the user.
     *
     * @param name
     *     of the figure
     * @param option
     *     that sets its line
     * @param turned
     *     whether {@code offset} less the score is shown, of which less is better
     * @param offset
     *     of a turned figure
     */
    public record View(String name, String option, boolean turned, double offset) {
        /** The score itself, with a line called {@code min}. */
        public static View of(String name) {
            return new View(name, "min", false, 0);
        }

        /** What is left of an offset, with a line of another name. */
        public static View turned(String name, String option, double offset) {
            return new View(name, option, true, offset);
        }

        /** A score as it is shown. */
        public double shown(double score) {
            return turned ? offset - score : score;
        }

        /** An interval as it is shown. */
        public Interval shown(Interval interval) {
            return turned ? new Interval(shown(interval.upper()), shown(interval.lower())) : interval;
        }
    }

    /** A finding with all numbers of the test. */
    public FindingDraft draft(String headline, SequentialTest test, Interval interval) {
        var draft = new FindingDraft(headline)
                .measured(
                        view.name(),
                        view.shown(test.mean()),
                        view.shown(interval).lower(),
                        view.shown(interval).upper(),
                        CONFIDENCE)
                .line(view.shown(line.bad()))
                .shots(shots)
                .odds(Odds.ofLogs(
                        test.logAgainstHealthy(),
                        test.state().design().failLevel(),
                        test.logAgainstBad(),
                        test.state().design().passLevel()))
                .detail(measured(test, interval) + " after " + Wording.count(shots, "shot")
                        + "; the interval is that of a fixed number of shots.")
                .detail("Evidence against 'healthy' (" + Wording.number(view.shown(line.good())) + " or better) 1:"
                        + odds(test.logAgainstHealthy()) + ", FAIL at 1:"
                        + odds(test.state().design().failLevel()) + " ("
                        + Wording.count(context.errors().gates(), "statistical gate")
                        + " sharing the build's rate); against 'at the line or worse' 1:"
                        + odds(test.logAgainstBad()) + ", PASS at 1:"
                        + odds(test.state().design().passLevel()) + ".");
        if (!line.origin().isEmpty()) {
            draft.detail("Line: " + line.origin() + ".");
        }
        return draft;
    }

    private String measured(SequentialTest test, Interval interval) {
        Interval shown = view.shown(interval);
        return Wording.interval(view.shown(test.mean()), shown.lower(), shown.upper(), CONFIDENCE);
    }

    /** What was shown so far, with the next look; INCONCLUSIVE when there is none. */
    public Judgement open(SequentialTest test, Interval interval, List<Need> nextLook) {
        String headline = "Measured " + measured(test, interval) + ". Passing means shown "
                + (view.turned() ? "below " : "above ") + Wording.number(view.shown(line.bad()))
                + "; failing means shown " + (view.turned() ? "above " : "below ")
                + Wording.number(view.shown(line.good())) + ".";
        Finding soFar = choices(draft(headline, test, interval), test, interval, nextLook.isEmpty())
                .finding();
        return nextLook.isEmpty()
                ? new Judgement.Decided(Verdict.INCONCLUSIVE, soFar)
                : new Judgement.More(nextLook, soFar);
    }

    private FindingDraft choices(FindingDraft draft, SequentialTest test, Interval interval, boolean spent) {
        var ways = new ArrayList<String>();
        if (spent) {
            ways.add("allow more than " + Wording.count(context.shotLimit(), "shot") + " (--shots), then "
                    + NextStep.resume(2));
        } else {
            String money = context.estimatedCost().amount().signum() == 0
                    ? ""
                    : "  (at most " + context.estimatedCost().times(2 * nextShots) + ")";
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
            ways.add("accept what is shown: " + view.option() + " " + Wording.plain(view.shown(shown)));
        }
        for (int i = 0; i < ways.size(); i++) {
            draft.next("(" + (i + 1) + ") " + ways.get(i));
        }
        return draft;
    }

    /** How many to one, at least 1. */
    public static String odds(double log) {
        double odds = Odds.plain(log);
        return odds < 10 ? Wording.number(odds) : Wording.count(Math.round(odds));
    }
}
