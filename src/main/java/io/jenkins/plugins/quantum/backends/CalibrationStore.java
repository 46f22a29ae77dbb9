package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.noise.CalibrationJson;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The calibrations of a backend that Jenkins saw: a line for each of the newest {@value #MOST_LINES}, and the newest {@value #MOST_FILES}
 * as calibration files that suites can name.
 */
final class CalibrationStore {
    static final int MOST_LINES = 500;
    static final int MOST_FILES = 50;

    /** Files beyond it are not kept: a line of the timeline is. */
    private static final int LARGEST_FILE = 2 << 20;

    private static final String INDEX = "calibrations.jsonl";

    private final BackendFolder folder;

    CalibrationStore(BackendFolder folder) {
        this.folder = folder;
    }

    /** Those seen, oldest first. */
    @NonNull
    synchronized List<Calibration> lines() throws IOException {
        return folder.readLines(INDEX, Calibration.class);
    }

    /** Keeps a calibration, if it is another than the last one; whether it was. */
    synchronized boolean add(NoiseModel model, Instant now) throws IOException {
        List<Calibration> lines = new ArrayList<>(lines());
        if (!lines.isEmpty() && lines.get(lines.size() - 1).epoch().equals(model.epoch())) {
            return false;
        }
        Calibration added = Calibration.of(model, now.toEpochMilli());
        lines.add(added);
        String text = CalibrationJson.of(model);
        if (text.length() <= LARGEST_FILE) {
            folder.writeText(file(added), text);
        }
        if (lines.size() > MOST_FILES) {
            folder.delete(file(lines.get(lines.size() - 1 - MOST_FILES)));
        }
        folder.writeLines(INDEX, lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        return true;
    }

    private static String file(Calibration line) {
        return "calibrations/" + line.seenAt() + ".json";
    }
}
