package io.jenkins.plugins.quantum.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.noise.CalibrationDiff;
import io.jenkins.plugins.quantum.engine.noise.CalibrationDiff.Change;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code qmlops calibration diff} prints. */
record CalibrationReport(
        NoiseModel before, NoiseModel after, CalibrationDiff diff, Optional<CircuitForecast> forecast) {
    private static final int SHORT_EPOCH = 12;
    private static final int LONGEST_LIST = 8;
    private static final int SCHEMA_VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    String text(int most) {
        var text = new StringBuilder();
        text.append("A  ")
                .append(title(before))
                .append("\nB  ")
                .append(title(after))
                .append('\n');
        if (before.epoch().equals(after.epoch())) {
            text.append("The same epoch: nothing moved.\n");
        } else if (diff.changes().isEmpty()) {
            text.append("No figure that both have moved.\n");
        }
        long worse = diff.changes().stream().filter(Change::worse).count();
        if (!diff.changes().isEmpty()) {
            text.append('\n').append(diff.changes().size()).append(" figures moved: ");
            text.append(worse)
                    .append(" worse, ")
                    .append(diff.changes().size() - worse)
                    .append(" better\n");
        }
        diff.changes().stream().limit(most).forEach(change -> text.append(line(change)));
        if (diff.changes().size() > most) {
            text.append("  and ").append(diff.changes().size() - most).append(" more (--most N, --json)\n");
        }
        only(text, "A", diff.onlyBefore());
        only(text, "B", diff.onlyAfter());
        forecast.ifPresent(found -> text.append(String.format(
                Locale.ROOT,
                "%nThe circuit's outcomes are %.4f from ideal under A and %.4f under B (total variation distance);"
                        + " %.4f between A and B.%n",
                found.before(),
                found.after(),
                found.between())));
        return text.toString();
    }

    private static String title(NoiseModel model) {
        String epoch = model.epoch().length() > SHORT_EPOCH ? model.epoch().substring(0, SHORT_EPOCH) : model.epoch();
        return model.name() + (model.date().isEmpty() ? "" : ", " + model.date()) + ", epoch " + epoch;
    }

    private static String line(Change change) {
        double percent = change.before() == 0 ? Double.NaN : (change.after() / change.before() - 1) * 100;
        return String.format(
                Locale.ROOT,
                "  %-6s %-14s %-20s %10s -> %-10s %s%n",
                change.worse() ? "worse" : "better",
                change.place(),
                change.figure().words(),
                value(change, change.before()),
                value(change, change.after()),
                Double.isNaN(percent) ? "" : String.format(Locale.ROOT, "%+.0f %%", percent));
    }

    private static String value(Change change, double value) {
        if (!change.figure().time()) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return value < 1e-2
                ? String.format(Locale.ROOT, "%.4g us", value * 1e6)
                : String.format(Locale.ROOT, "%.4g s", value);
    }

    private static void only(StringBuilder text, String which, List<String> places) {
        if (!places.isEmpty()) {
            text.append("\nOnly in ").append(which).append(": ");
            text.append(String.join(", ", places.subList(0, Math.min(LONGEST_LIST, places.size()))));
            text.append(places.size() > LONGEST_LIST ? " and " + (places.size() - LONGEST_LIST) + " more\n" : "\n");
        }
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        calibration(root.putObject("before"), before);
        calibration(root.putObject("after"), after);
        var changes = root.putArray("changes");
        diff.changes().forEach(change -> changes.addObject()
                .put("place", change.place())
                .put("figure", change.figure().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("before", change.before())
                .put("after", change.after())
                .put("worse", change.worse()));
        diff.onlyBefore().forEach(root.putArray("onlyBefore")::add);
        diff.onlyAfter().forEach(root.putArray("onlyAfter")::add);
        forecast.ifPresent(found -> root.putObject("circuit")
                .put("distanceFromIdealBefore", found.before())
                .put("distanceFromIdealAfter", found.after())
                .put("distanceBetween", found.between()));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can be written", e);
        }
    }

    private static void calibration(ObjectNode node, NoiseModel model) {
        node.put("name", model.name()).put("date", model.date()).put("epoch", model.epoch());
    }
}
