package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.quantum.engine.gate.Odds;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a run stands: plain data of bounded size, for whoever watches it. Holds no secret and none of the run's objects.
 *
 * @param suite
 *     the suite file as the user named it
 * @param profile
 *     the profile in force; empty before the plan stands
 * @param tests
 *     how many tests the plan has
 * @param gates
 *     the plan's gates with their evidence by now, in the order of the suite; at most {@link #MOST_GATES}, of which those that did
 *     not pass come first where there are more
 * @param moreGates
 *     how many gates are left out
 * @param decided
 *     how many of all gates have a verdict
 * @param verdicts
 *     of all gates that have one
 * @param backends
 *     those that have work or had some, in the order in which they got it; at most {@link #MOST_BACKENDS}
 * @param shots
 *     that came back, over all backends; each job counts once
 * @param cost
 *     money
 */
public record RunProgress(
        String suite,
        String profile,
        int tests,
        List<Gate> gates,
        int moreGates,
        int decided,
        Map<Verdict, Integer> verdicts,
        List<Backend> backends,
        long shots,
        Cost cost)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Gates in one value. */
    public static final int MOST_GATES = 60;

    /** Backends in one value. */
    public static final int MOST_BACKENDS = 20;

    public RunProgress {
        gates = List.copyOf(gates);
        verdicts = Collections.unmodifiableMap(new TreeMap<>(verdicts));
        backends = List.copyOf(backends);
    }

    /**
     * A gate on a backend, with what can be said by now.
     *
     * @param test
     *     its test
     * @param gate
     *     its kind
     * @param backend
     *     where it is measured
     * @param look
     *     the look that it waits for or that decided, from 1
     * @param verdict
     *     null while it is open
     * @param statistic
     *     name of the figure that decides; empty before the first look
     * @param value
     *     its value; NaN where there is none yet
     * @param lower
     *     lower end of its interval
     * @param upper
     *     upper end of its interval
     * @param line
     *     what it is compared with; NaN where there is none yet
     * @param shots
     *     used for it by now
     * @param odds
     *     the e-values of a sequential test; null for all others
     */
    public record Gate(
            String test,
            String gate,
            String backend,
            int look,
            @JsonInclude(JsonInclude.Include.NON_NULL) Verdict verdict,
            String statistic,
            double value,
            double lower,
            double upper,
            double line,
            long shots,
            @JsonInclude(JsonInclude.Include.NON_NULL) Evidence odds)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Whether it has its verdict. */
        boolean isDecided() {
            return verdict != null;
        }
    }

    /**
     * E-values of a sequential test and the levels at which they decide; see {@link Odds}.
     *
     * @param fail
     *     how many to one against a healthy model
     * @param failAt
     *     its level that means FAIL
     * @param pass
     *     how many to one against a model at the line or worse
     * @param passAt
     *     its level that means PASS
     */
    public record Evidence(double fail, double failAt, double pass, double passAt) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** The same to three digits. */
        static Evidence of(Odds odds) {
            return new Evidence(
                    short3(odds.againstHealthy()),
                    short3(odds.failAt()),
                    short3(odds.againstBad()),
                    short3(odds.passAt()));
        }
    }

    /**
     * Work on one backend.
     *
     * @param name
     *     of the backend
     * @param type
     *     its kind: {@code builtin}, {@code braket}, {@code ionq}, …
     * @param device
     *     as the price book names it
     * @param local
     *     whether it runs on this machine, for nothing
     * @param queued
     *     jobs that wait
     * @param running
     *     jobs that run
     * @param done
     *     jobs that brought a result
     * @param failed
     *     jobs that ended without one
     * @param share
     *     of the work that was ordered by now, 0 to 1
     * @param queuePosition
     *     how many jobs are before the first of those that wait; -1 where the provider does not say
     * @param expectedWaitSeconds
     *     until the first of those that wait may begin, by how the queue moved since this run watches it; -1 where that is not known
     * @param shots
     *     that came back
     * @param spent
     *     for the jobs that ended, for example {@code 1.20 USD}
     * @param waits
     *     how long ended jobs had waited in the queue
     */
    public record Backend(
            String name,
            String type,
            String device,
            boolean local,
            int queued,
            int running,
            int done,
            int failed,
            double share,
            long queuePosition,
            long expectedWaitSeconds,
            long shots,
            String spent,
            QueueTimes waits)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Whether it has work. */
        public boolean busy() {
            return queued + running > 0;
        }

        private Backend withoutMoney() {
            return new Backend(
                    name,
                    type,
                    device,
                    local,
                    queued,
                    running,
                    done,
                    failed,
                    share,
                    queuePosition,
                    expectedWaitSeconds,
                    shots,
                    "",
                    waits);
        }

        private String line() {
            var text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s: %.0f %%, %d queued, %d running, %d done",
                    name,
                    100 * share,
                    queued,
                    running,
                    done));
            if (failed > 0) {
                text.append(", ").append(failed).append(" failed");
            }
            if (queued > 0 && queuePosition >= 0) {
                text.append(", ").append(queuePosition).append(" before them");
            }
            if (queued > 0 && expectedWaitSeconds >= 0) {
                text.append(", about ")
                        .append(Math.max(1, expectedWaitSeconds / 60))
                        .append(" min to wait");
            }
            return text.toString();
        }
    }

    /**
     * Money of the run by now.
     *
     * @param limit
     *     the lowest in force, for example {@code 25.00 USD}
     * @param worst
     *     the most that the plan may spend
     * @param spent
     *     for the jobs that ended
     * @param underWay
     *     the most that jobs may cost which have not ended; empty where there are none
     * @param share
     *     what was spent, of the limit; NaN where that has no meaning: another currency, no price, no limit
     */
    public record Cost(String limit, String worst, String spent, String underWay, double share)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** For those who may not see money. */
    public RunProgress withoutMoney() {
        return new RunProgress(
                suite,
                profile,
                tests,
                gates,
                moreGates,
                decided,
                verdicts,
                backends.stream().map(Backend::withoutMoney).toList(),
                shots,
                new Cost("", "", "", "", Double.NaN));
    }

    /**
     * Both parts of one run together: this one, on a machine of its own, and the one at services, which alone spends money.
     *
     * @param paid
     *     the other part; its figures of money are those of both
     */
    public RunProgress plus(RunProgress paid) {
        List<Gate> all = Stream.concat(gates.stream(), paid.gates.stream()).toList();
        List<Gate> shown = all.size() <= MOST_GATES
                ? all
                : all.stream()
                        .sorted(Comparator.comparing(gate -> gate.verdict() == Verdict.PASS))
                        .limit(MOST_GATES)
                        .toList();
        Map<Verdict, Integer> sums = new TreeMap<>(verdicts);
        paid.verdicts.forEach((verdict, number) -> sums.merge(verdict, number, Integer::sum));
        return new RunProgress(
                paid.suite,
                paid.profile.isEmpty() ? profile : paid.profile,
                tests + paid.tests,
                shown,
                allGates() + paid.allGates() - shown.size(),
                decided + paid.decided,
                sums,
                Stream.concat(paid.backends.stream(), backends.stream())
                        .limit(MOST_BACKENDS)
                        .toList(),
                shots + paid.shots,
                paid.cost);
    }

    /** How many gates the plan has. */
    public int allGates() {
        return gates.size() + moreGates;
    }

    /** One line for a log: the backends that have work, gates and money; empty when nothing goes on. */
    public String line() {
        String busy = backends.stream().filter(Backend::busy).map(Backend::line).collect(Collectors.joining("; "));
        if (busy.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(busy);
        if (allGates() > 0 && decided > 0) {
            text.append("; ").append(decided).append(" of ").append(allGates()).append(" gates decided");
        }
        if (!cost.spent().isEmpty() && !cost.spent().startsWith("0 ")) {
            text.append("; spent ").append(cost.spent()).append(" of ").append(cost.limit());
        }
        return text.toString();
    }

    /** To three digits, for a reader; keeps what is no number. */
    private static double short3(double value) {
        return Double.isFinite(value) && value != 0
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(3))
                        .doubleValue()
                : value;
    }
}
