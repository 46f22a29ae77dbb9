package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Long trends as they were read last: a page and its charts are two requests. They are given up when memory is short. */
@Extension
public final class TrendReads {
    private static final int MOST_KEPT = 8;

    private final Map<TrendIndex.Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TrendIndex.Key, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Kept(TrendIndex.Stamp stamp, SoftReference<List<TrendLine>> lines) {}

    /** Those of this Jenkins. */
    @NonNull
    static TrendReads get() {
        return ExtensionList.lookupSingleton(TrendReads.class);
    }

    /** All builds of an index, oldest first, as it stands now. */
    @NonNull
    List<TrendLine> lines(@NonNull TrendIndex index) throws IOException {
        Optional<TrendIndex.Stamp> stamp =
                index.stamp(); // before it is read: what is added meanwhile is read the next time
        if (stamp.isEmpty()) {
            return List.of();
        }
        List<TrendLine> known = known(index, stamp.get());
        if (known == null) {
            known = List.copyOf(index.lines());
            synchronized (kept) {
                kept.put(index.key(), new Kept(stamp.get(), new SoftReference<>(known)));
            }
        }
        return known;
    }

    @CheckForNull
    private List<TrendLine> known(TrendIndex index, TrendIndex.Stamp stamp) {
        synchronized (kept) {
            Kept last = kept.get(index.key());
            return last != null && last.stamp().equals(stamp) ? last.lines().get() : null;
        }
    }
}
