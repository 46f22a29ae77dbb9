package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The runs of this controller, by folder: what makes a second start of the same run harmless. */
public final class ServiceRuns {
    private static final ConcurrentMap<Path, ServiceRun> RUNS = new ConcurrentHashMap<>();

    private ServiceRuns() {}

    /** The run in a folder; null when none is at work or has just ended there. */
    @CheckForNull
    public static ServiceRun find(@NonNull Path folder) {
        return RUNS.get(folder);
    }

    /** Starts a run, or lets it go on from its journal; the one that is at work where there is one. */
    @NonNull
    public static ServiceRun start(@NonNull Path folder, @NonNull Supplier<ServiceRun> made) {
        boolean[] fresh = new boolean[1];
        ServiceRun run = RUNS.computeIfAbsent(folder, key -> {
            fresh[0] = true;
            return made.get();
        });
        if (fresh[0]) {
            run.hint();
        }
        return run;
    }

    /** Forgets a run that has ended. */
    public static void forget(@NonNull Path folder) {
        RUNS.remove(folder);
    }

    /**
     * Leaves the run in a folder as it is, so that the folder can be taken elsewhere. No turn of it begins any more.
     *
     * @return waits until one that is under way has ended, for a limited time: only then is the folder free
     */
    @NonNull
    public static Consumer<Duration> leave(@NonNull Path folder) {
        ServiceRun run = RUNS.remove(folder);
        if (run == null) {
            return patience -> {};
        }
        run.halt();
        return run::suspend;
    }

    /** The folders below one, in which a run is at work or has just ended. */
    @NonNull
    public static List<Path> folders(@NonNull Path under) {
        return RUNS.keySet().stream().filter(place -> place.startsWith(under)).toList();
    }

    /** The runs below a folder. */
    @NonNull
    static List<ServiceRun> under(@NonNull Path folder) {
        List<ServiceRun> found = new ArrayList<>();
        RUNS.forEach((place, run) -> {
            if (place.startsWith(folder)) {
                found.add(run);
            }
        });
        return found;
    }

    /** Leaves all runs as they are. */
    static void suspendAll() {
        RUNS.values().forEach(ServiceRun::suspend);
        RUNS.clear();
    }
}
