package io.jenkins.plugins.quantum.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines by which one text became another: a longest common subsequence of lines, with a few unchanged lines around each change.
 *
 * @param lines
 *     from top to bottom
 */
public record LineDiff(List<Line> lines) {
    /** Larger changed parts are shown as all old lines, then all new ones: comparing costs their product. */
    static final int LARGEST_PART = 1_500;

    /** Lines shown. */
    static final int MOST_LINES = 400;

    private static final int AROUND = 3;
    private static final int LONGEST_LINE = 300;

    public LineDiff {
        lines = List.copyOf(lines);
    }

    /** What became of a line. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED,
        /** Stands for lines that are not shown. */
        LEFT_OUT
    }

    /** A line without its end; its words where lines are left out. */
    public record Line(Kind kind, String text) {
        /** As diffs are written: {@code +}, {@code -}, a blank, or {@code @}. */
        public String sign() {
            return switch (kind) {
                case SAME -> " ";
                case REMOVED -> "-";
                case ADDED -> "+";
                case LEFT_OUT -> "@";
            };
        }
    }

    /** Compares; no line where the texts are equal. */
    public static LineDiff of(String before, String after) {
        if (before.equals(after)) {
            return new LineDiff(List.of());
        }
        return new LineDiff(shown(all(before.lines().toList(), after.lines().toList())));
    }

    private static List<Line> all(List<String> before, List<String> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> all = new ArrayList<>();
        add(all, Kind.SAME, before.subList(0, start));
        changed(all, before.subList(start, before.size() - end), after.subList(start, after.size() - end));
        add(all, Kind.SAME, before.subList(before.size() - end, before.size()));
        return all;
    }

    private static void add(List<Line> all, Kind kind, List<String> texts) {
        texts.forEach(text -> all.add(line(kind, text)));
    }

    private static Line line(Kind kind, String text) {
        return new Line(kind, PlainText.line(text, LONGEST_LINE));
    }

    private static void changed(List<Line> all, List<String> before, List<String> after) {
        if (before.size() > LARGEST_PART || after.size() > LARGEST_PART) {
            add(all, Kind.REMOVED, before);
            add(all, Kind.ADDED, after);
            return;
        }
        short[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                all.add(line(Kind.SAME, before.get(i)));
                i++;
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                all.add(line(Kind.REMOVED, before.get(i++)));
            } else {
                all.add(line(Kind.ADDED, after.get(j++)));
            }
        }
    }

    /** Lengths of the longest common subsequences of what follows line i of the one and line j of the other. */
    private static short[][] common(List<String> before, List<String> after) {
        short[][] common = new short[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? (short) (common[i + 1][j + 1] + 1)
                        : (short) Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<Line> shown(List<Line> all) {
        boolean[] near = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind() != Kind.SAME) {
                Arrays.fill(near, Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1), true);
            }
        }
        List<Line> shown = new ArrayList<>();
        int left = 0;
        for (int i = 0; i < all.size(); i++) {
            if (near[i] && shown.size() < MOST_LINES) {
                leftOut(shown, left);
                left = 0;
                shown.add(all.get(i));
            } else {
                left++;
            }
        }
        leftOut(shown, left);
        return shown;
    }

    private static void leftOut(List<Line> shown, int lines) {
        if (lines > 0) {
            shown.add(new Line(Kind.LEFT_OUT, PlainText.count(lines, "line") + " not shown"));
        }
    }
}
