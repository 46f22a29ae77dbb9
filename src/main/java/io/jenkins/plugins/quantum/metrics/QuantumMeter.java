package io.jenkins.plugins.quantum.metrics;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.QueueTimes;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.live.LiveRunEnd;
import io.jenkins.plugins.quantum.live.LiveRuns;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts since Jenkins started. Backends that are not in the configuration count together as {@value #OTHER}: names that suites choose
 * would grow without bound.
 */
@Extension
public class QuantumMeter implements LiveRunEnd {
    /** In place of names that nobody has allowed. */
    static final String OTHER = "#other#";

    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final Map<Key, Counts> backends = new TreeMap<>();

    /**
     * A backend.
     *
     * @param provider
     *     its type
     * @param backend
     *     its name in the configuration, or {@link #OTHER}
     */
    record Key(String provider, String backend) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byProvider = provider.compareTo(other.provider);
            return byProvider != 0 ? byProvider : backend.compareTo(other.backend);
        }
    }

    /**
     * What was counted of a backend.
     *
     * @param succeeded
     *     jobs with a result
     * @param failed
     *     jobs without
     * @param shots
     *     that came back
     * @param cost
     *     by currency, as the price book or the provider told it
     * @param waits
     *     in the provider's queue
     */
    record Counts(long succeeded, long failed, long shots, Map<String, Money> cost, QueueTimes waits) {
        static final Counts NONE = new Counts(0, 0, 0, Map.of(), QueueTimes.none());

        Counts plus(RunProgress.Backend line) {
            Map<String, Money> sum = new TreeMap<>(cost);
            for (String amount : line.spent().split(" \\+ ")) {
                if (amount.matches("\\d+(\\.\\d+)? [A-Z]{3,4}")) {
                    Money money = Money.parse(amount);
                    sum.merge(money.currency(), money, Money::plus);
                }
            }
            return new Counts(
                    succeeded + line.done(),
                    failed + line.failed(),
                    shots + line.shots(),
                    sum,
                    waits.plus(line.waits()));
        }
    }

    /**
     * Jobs under way.
     *
     * @param queued
     *     that wait
     * @param running
     *     that run
     */
    record Active(long queued, long running) {
        static final Active NONE = new Active(0, 0);

        Active plus(Active other) {
            return new Active(queued + other.queued, running + other.running);
        }
    }

    /** That of this Jenkins. */
    @NonNull
    public static QuantumMeter get() {
        return ExtensionList.lookupSingleton(QuantumMeter.class);
    }

    @Override
    public synchronized void ended(@NonNull Run<?, ?> run, @NonNull String id, @NonNull RunProgress last) {
        last.verdicts().forEach((verdict, number) -> verdicts.merge(verdict, number.longValue(), Long::sum));
        last.backends()
                .forEach(line -> backends.merge(key(line), Counts.NONE.plus(line), (counts, one) -> counts.plus(line)));
    }

    private static Key key(RunProgress.Backend line) {
        boolean known = line.local()
                ? line.name().equals(line.type())
                : BackendPoll.names().contains(line.name());
        return new Key(line.type(), known ? line.name() : OTHER);
    }

    /** How often gates came to a verdict. */
    synchronized long verdicts(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** What was counted, by backend. */
    @NonNull
    synchronized Map<Key, Counts> counts() {
        return new TreeMap<>(backends);
    }

    /** Jobs under way now, by backend. */
    @NonNull
    static Map<Key, Active> active() {
        Map<Key, Active> active = new TreeMap<>();
        lines().forEach(line -> active.merge(key(line), new Active(line.queued(), line.running()), Active::plus));
        return active;
    }

    private static List<RunProgress.Backend> lines() {
        return LiveRuns.get().all().stream()
                .filter(live -> live.progress() != null)
                .map(live -> live.progress().backends())
                .flatMap(Collection::stream)
                .toList();
    }

    /** Runs under way now. */
    static long runs() {
        return LiveRuns.get().all().size();
    }
}
