package io.jenkins.plugins.quantum.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The runs that are under way on this controller. Whoever drives a run reports where it stands, again and again, and says when it is
 * over. After a restart of the controller the next report brings a run back. Every method is quick and may be called from any thread.
 */
@Extension
@Restricted(NoExternalUse.class)
public class LiveRuns {
    private final Map<String, Map<String, LiveRun>> builds = new LinkedHashMap<>();

    /** Ends a run as if its step were aborted. */
    @FunctionalInterface
    public interface Cancellation {
        /**
         * Ends it; returns at once.
         *
         * @param cause
         *     who wants that
         */
        void cancel(CauseOfInterruption cause);
    }

    /**
     * A run that is under way.
     *
     * @param id
     *     name of the result that it will have
     * @param progress
     *     where it stands; null before its engine has said so
     * @param cancellation
     *     ends it
     */
    public record LiveRun(String id, @CheckForNull RunProgress progress, Cancellation cancellation) {}

    /** Those of this Jenkins. */
    @NonNull
    public static LiveRuns get() {
        return ExtensionList.lookupSingleton(LiveRuns.class);
    }

    /**
     * A run is under way.
     *
     * @param id
     *     name of the result that it will have in the build
     * @param progress
     *     where it stands; null where that is not known yet
     */
    public synchronized void report(
            @NonNull Run<?, ?> run,
            @NonNull String id,
            @CheckForNull RunProgress progress,
            @NonNull Cancellation cancellation) {
        builds.computeIfAbsent(run.getExternalizableId(), key -> new LinkedHashMap<>())
                .put(id, new LiveRun(id, progress, cancellation));
    }

    /** A run is over, however it ended. What was reported last is what it did and cost. */
    public void ended(@NonNull Run<?, ?> run, @NonNull String id) {
        LiveRun last = remove(run, id);
        if (last != null && last.progress() != null) {
            LiveRunEnd.told(run, id, last.progress());
        }
    }

    @CheckForNull
    private synchronized LiveRun remove(Run<?, ?> run, String id) {
        String key = run.getExternalizableId();
        Map<String, LiveRun> runs = builds.getOrDefault(key, Map.of());
        LiveRun last = runs.isEmpty() ? null : runs.remove(id);
        if (runs.isEmpty()) {
            builds.remove(key);
        }
        return last;
    }

    /** A build is over, and all that is left of it. */
    void ended(@NonNull Run<?, ?> run) {
        of(run).forEach(live -> ended(run, live.id()));
    }

    /** The runs of a build, in the order in which they began. */
    @NonNull
    public synchronized List<LiveRun> of(@NonNull Run<?, ?> run) {
        return new ArrayList<>(builds.getOrDefault(run.getExternalizableId(), Collections.emptyMap())
                .values());
    }

    /** One of a build. */
    @NonNull
    synchronized Optional<LiveRun> find(@NonNull Run<?, ?> run, @NonNull String id) {
        return of(run).stream().filter(live -> live.id().equals(id)).findFirst();
    }

    /** All of this controller. */
    @NonNull
    public synchronized List<LiveRun> all() {
        return builds.values().stream().flatMap(runs -> runs.values().stream()).toList();
    }
}
