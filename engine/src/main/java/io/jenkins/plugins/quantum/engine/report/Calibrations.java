package io.jenkins.plugins.quantum.engine.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where builds met a backend with another calibration than the builds before them: what follows may differ because the device does.
 */
final class Calibrations {
    private static final int LONGEST_NAME = 30;

    private Calibrations() {}

    /**
     * A step at which something was calibrated.
     *
     * @param step
     *     index of the build
     * @param backends
     *     that changed
     */
    record Change(int step, List<String> backends) {
        Change {
            backends = List.copyOf(backends);
        }

        String text() {
            return PlainText.line("calibrated: " + String.join(", ", backends), 2 * LONGEST_NAME);
        }
    }

    /** The changes in a list of builds, oldest first: those that are newer for the same test on the same backend. */
    static List<Change> of(List<TrendLine> builds) {
        Map<String, String> last = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < builds.size(); i++) {
            var changed = new TreeSet<String>();
            for (TrendLine.Entry entry : builds.get(i).entries()) {
                if (!entry.epoch().isEmpty()) {
                    String before = last.put(entry.test() + '\n' + entry.backend(), entry.epoch());
                    if (before != null && !before.equals(entry.epoch())) {
                        changed.add(PlainText.line(entry.backend(), LONGEST_NAME));
                    }
                }
            }
            if (!changed.isEmpty()) {
                changes.add(new Change(i, List.copyOf(changed)));
            }
        }
        return changes;
    }
}
