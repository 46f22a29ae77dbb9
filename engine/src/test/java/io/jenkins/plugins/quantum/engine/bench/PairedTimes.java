package io.jenkins.plugins.quantum.engine.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Times of two programs taken by turns. What counts is the ratio within each pair: other load on the machine hits both. */
final class PairedTimes {
    static final String HEADER =
            "| work | pairs | ours, median | other, median | ours / other: median | middle half |\n"
                    + "|---|---:|---:|---:|---:|---:|";

    private final String work;
    private final List<Pair> pairs = new ArrayList<>();

    /** Seconds. */
    private record Pair(double ours, double theirs) {
        double ratio() {
            return ours / theirs;
        }
    }

    PairedTimes(String work) {
        this.work = work;
    }

    void add(double ours, double theirs) {
        pairs.add(new Pair(ours, theirs));
    }

    /** The sum of two kinds of work that were measured in the same rounds. */
    static PairedTimes together(String work, PairedTimes first, PairedTimes second) {
        var sum = new PairedTimes(work);
        for (int i = 0; i < first.pairs.size(); i++) {
            Pair one = first.pairs.get(i);
            Pair two = second.pairs.get(i);
            sum.add(one.ours + two.ours, one.theirs + two.theirs);
        }
        return sum;
    }

    /** The median of the ratios. */
    double ratio() {
        return quantile(Pair::ratio, 0.5);
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f ms | %.2f ms | **%.2f** | %.2f to %.2f |",
                work,
                pairs.size(),
                1e3 * quantile(Pair::ours, 0.5),
                1e3 * quantile(Pair::theirs, 0.5),
                ratio(),
                quantile(Pair::ratio, 0.25),
                quantile(Pair::ratio, 0.75));
    }

    private double quantile(ToDoubleFunction<Pair> figure, double share) {
        double[] sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
        double place = share * (sorted.length - 1);
        double[] around = Arrays.copyOfRange(sorted, (int) place, (int) Math.ceil(place) + 1);
        return around[0] + (around[around.length - 1] - around[0]) * (place - (int) place);
    }
}
