package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.math.MathContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Puts together where a run stands and tells it when something has changed. Belongs to the run's own thread. */
final class ProgressBoard {
    private final RunListener listener;
    private final Prices prices;
    private final Clock clock;
    private final Map<String, BackendTally> backends = new LinkedHashMap<>();
    private Plan plan;
    private List<TestRun> tests = List.of();
    private List<RunProgress.Gate> gates = List.of();
    private int moreGates;
    private int decided;
    private Map<Verdict, Integer> verdicts = Map.of();
    private boolean gatesChanged;
    private boolean changed;

    ProgressBoard(RunListener listener, Prices prices, Clock clock) {
        this.listener = listener;
        this.prices = prices;
        this.clock = clock;
    }

    /** From now on it is about a plan's tests. */
    void follow(Plan followed, List<TestRun> runs) {
        plan = followed;
        tests = List.copyOf(runs);
        gatesChanged = true;
    }

    /** Evidence came, or a test went elsewhere. */
    void gatesChanged() {
        gatesChanged = true;
    }

    /** Something may have changed in a job. */
    void update(Placed job) {
        changed |= backends.computeIfAbsent(
                        job.job().backend().name(),
                        name -> new BackendTally(job.job().backend(), prices))
                .update(job);
    }

    /** Another took a job's place. */
    void remove(Placed job) {
        BackendTally tally = backends.get(job.job().backend().name());
        if (tally != null) {
            tally.remove(job);
            changed = true;
        }
    }

    /** Tells where the run stands, if that is new. */
    void tell() {
        if (changed || gatesChanged) {
            if (gatesChanged) {
                readGates();
            }
            changed = false;
            gatesChanged = false;
            listener.progress(progress());
        }
    }

    private RunProgress progress() {
        return new RunProgress(
                plan == null ? "" : plan.suite().file(),
                plan == null ? "" : plan.profile().name(),
                tests.size(),
                gates,
                moreGates,
                decided,
                verdicts,
                backends.values().stream()
                        .filter(tally -> !tally.idle())
                        .limit(RunProgress.MOST_BACKENDS)
                        .map(tally -> tally.line(clock.instant()))
                        .toList(),
                backends.values().stream().mapToLong(BackendTally::shots).sum(),
                cost());
    }

    private RunProgress.Cost cost() {
        List<Money> spent = sums(backends.values().stream()
                .flatMap(tally -> tally.bills().amounts().stream())
                .toList());
        List<Money> open = sums(backends.values().stream()
                .flatMap(tally -> tally.underWay().stream())
                .toList());
        boolean openUnknown = backends.values().stream().anyMatch(BackendTally::underWayUnknown);
        boolean unknown =
                backends.values().stream().anyMatch(tally -> tally.bills().unpriced());
        return new RunProgress.Cost(
                plan == null ? "" : plan.budget().toString(),
                plan == null ? "" : plan.worstCost().toString(),
                Bills.text(spent, unknown),
                open.isEmpty() && !openUnknown ? "" : Bills.text(open, openUnknown),
                unknown ? Double.NaN : share(spent));
    }

    private double share(List<Money> spent) {
        boolean comparable = plan != null
                && plan.budget().amount().signum() > 0
                && spent.stream()
                        .allMatch(money -> money.currency().equals(plan.budget().currency()));
        if (!comparable) {
            return Double.NaN;
        }
        return spent.isEmpty()
                ? 0
                : spent.get(0)
                        .amount()
                        .divide(plan.budget().amount(), MathContext.DECIMAL32)
                        .doubleValue();
    }

    private static List<Money> sums(Collection<Money> amounts) {
        Map<String, Money> sums = new TreeMap<>();
        amounts.stream()
                .filter(money -> money.amount().signum() > 0)
                .forEach(money -> sums.merge(money.currency(), money, Money::plus));
        return List.copyOf(sums.values());
    }

    private void readGates() {
        List<RunProgress.Gate> all = new ArrayList<>();
        tests.forEach(test -> test.progress().forEach(part -> all.addAll(part.lines())));
        decided = (int) all.stream().filter(RunProgress.Gate::isDecided).count();
        verdicts = new EnumMap<>(Verdict.class);
        all.stream()
                .filter(RunProgress.Gate::isDecided)
                .forEach(gate -> verdicts.merge(gate.verdict(), 1, Integer::sum));
        gates = mostTelling(all);
        moreGates = all.size() - gates.size();
    }

    /** Those that did not pass, before those that did, back in the order of the suite. */
    private static List<RunProgress.Gate> mostTelling(List<RunProgress.Gate> all) {
        return IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparing(i -> all.get(i).verdict() == Verdict.PASS))
                .limit(RunProgress.MOST_GATES)
                .sorted()
                .map(all::get)
                .toList();
    }
}
