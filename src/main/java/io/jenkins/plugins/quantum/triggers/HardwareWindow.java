package io.jenkins.plugins.quantum.triggers;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours in which builds may start: {@code [DAYS] HH:MM-HH:MM [ZONE]}, for example {@code 02:00-05:00 UTC} or
 * {@code MON-FRI 22:00-06:00 Europe/Berlin}. A window over midnight belongs to the day on which it opens. The end is not part of it; equal ends
 * mean the whole day.
 *
 * @param days
 *     on which it opens
 * @param from
 *     when it opens
 * @param to
 *     when it closes
 * @param zone
 *     of the times
 */
record HardwareWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    private static final Pattern FORM =
            Pattern.compile("(?:([A-Za-z,-]+)\\s+)?(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})(?:\\s+(\\S+))?");
    private static final int MOST_LINES = 50;
    private static final int WEEK = 7;

    /**
     * Reads a window a line; empty lines and lines that begin with {@code #} are left out.
     *
     * @throws IllegalArgumentException
     *     when a line is none; the message says which and what was expected
     */
    @NonNull
    static List<HardwareWindow> parse(@NonNull String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException(Messages.Window_TooMany(MOST_LINES));
        }
        return lines.stream().map(HardwareWindow::line).toList();
    }

    private static HardwareWindow line(String line) {
        Matcher matcher = FORM.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(Messages.Window_Wrong(line));
        }
        try {
            return new HardwareWindow(
                    days(matcher.group(1)),
                    time(matcher.group(2)),
                    time(matcher.group(3)),
                    ZoneId.of(matcher.group(4) == null ? "UTC" : matcher.group(4)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(Messages.Window_Wrong(line), e);
        }
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (text == null) {
            days.addAll(EnumSet.allOf(DayOfWeek.class));
            return days;
        }
        for (String part : text.split(",")) {
            String[] ends = part.split("-", -1);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            if (ends.length > 2) {
                throw new IllegalArgumentException(part);
            }
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name.length() >= 3 && day.name().startsWith(name.toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** Whether builds may start now. */
    boolean open(@NonNull Instant now) {
        ZonedDateTime here = now.atZone(zone);
        for (int back = 0; back <= 1; back++) {
            ZonedDateTime opens =
                    here.toLocalDate().minusDays(back).atTime(from).atZone(zone);
            boolean overnight = !to.isAfter(from);
            ZonedDateTime closes =
                    opens.toLocalDate().plusDays(overnight ? 1 : 0).atTime(to).atZone(zone);
            if (days.contains(opens.getDayOfWeek()) && !here.isBefore(opens) && here.isBefore(closes)) {
                return true;
            }
        }
        return false;
    }

    /** When it opens next, now excluded. */
    @NonNull
    Instant next(@NonNull Instant now) {
        ZonedDateTime here = now.atZone(zone);
        for (int ahead = 0; ahead <= WEEK; ahead++) {
            ZonedDateTime opens =
                    here.toLocalDate().plusDays(ahead).atTime(from).atZone(zone);
            if (days.contains(opens.getDayOfWeek()) && opens.isAfter(here)) {
                return opens.toInstant();
            }
        }
        throw new IllegalStateException("a window opens every week");
    }

    /** When the first of several opens; now, where one is open. */
    @NonNull
    static Instant first(@NonNull List<HardwareWindow> windows, @NonNull Instant now) {
        List<Instant> times = new ArrayList<>();
        for (HardwareWindow window : windows) {
            if (window.open(now)) {
                return now;
            }
            times.add(window.next(now));
        }
        return times.stream().min(Instant::compareTo).orElse(now);
    }
}
