package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a device runs tasks: days and hours in UTC. Outside of them tasks wait. */
final class ExecutionWindows {
    private static final int DAYS = 8;

    private final List<Window> windows = new ArrayList<>();

    private record Window(String day, LocalTime start, LocalTime end) {
        boolean on(DayOfWeek weekday) {
            boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
            return switch (day) {
                case "EVERYDAY" -> true;
                case "WEEKDAYS" -> !weekend;
                case "WEEKEND" -> weekend;
                default -> day.equals(weekday.name());
            };
        }
    }

    /** Reads {@code service.executionWindows}; windows that cannot be read are left out. */
    ExecutionWindows(JsonNode list) {
        for (JsonNode node : list) {
            try {
                windows.add(new Window(
                        node.path("executionDay").asText().toUpperCase(Locale.ROOT),
                        LocalTime.parse(node.path("windowStartHour").asText()),
                        LocalTime.parse(node.path("windowEndHour").asText())));
            } catch (DateTimeException e) {
                // A window in a new form only makes the forecast of the wait poorer.
                continue;
            }
        }
    }

    /** How long until a window is open: zero within one; empty where none is known. */
    Optional<Duration> untilOpen(Instant now) {
        LocalDateTime moment = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        Duration shortest = null;
        for (int day = 0; day < DAYS; day++) {
            LocalDateTime midnight = moment.toLocalDate().plusDays(day).atStartOfDay();
            for (Window window : windows) {
                LocalDateTime start = midnight.with(window.start());
                boolean over = midnight.with(window.end()).isBefore(moment);
                if (window.on(midnight.getDayOfWeek()) && !over) {
                    Duration wait = start.isBefore(moment) ? Duration.ZERO : Duration.between(moment, start);
                    shortest = shortest == null || wait.compareTo(shortest) < 0 ? wait : shortest;
                }
            }
        }
        return Optional.ofNullable(shortest);
    }
}
