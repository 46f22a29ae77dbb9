package io.jenkins.plugins.quantum.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.report.ChartTheme;
import io.jenkins.plugins.quantum.engine.report.TrendCharts;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.report.TrendSummary;
import io.jenkins.plugins.quantum.engine.report.TrendTable;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/**
 * A job's trends as an address asks for them.
 *
 * @param query
 *     what is asked for
 * @param builds
 *     with the tests that are asked for
 * @param tests
 *     names to choose from
 * @param backends
 *     names to choose from
 * @param summary
 *     the range in figures
 */
public record TrendPage(
        TrendQuery query, List<TrendLine> builds, List<String> tests, List<String> backends, TrendSummary summary) {
    /** Names to choose from. */
    private static final int MOST_NAMES = 500;

    /** Rows of the table; the remote API has all. */
    private static final int MOST_ROWS = 200;

    @NonNull
    static TrendPage of(TrendIndex index, TrendQuery query, TrendQuery.Lines lines) throws IOException {
        List<TrendLine> all = query.builds(index, lines);
        var tests = new TreeSet<String>();
        var backends = new TreeSet<String>();
        all.forEach(line -> line.entries().forEach(entry -> {
            tests.add(entry.test());
            backends.add(entry.backend());
        }));
        List<TrendLine> chosen = query.chosen(all);
        return new TrendPage(
                query,
                chosen,
                tests.stream().limit(MOST_NAMES).toList(),
                backends.stream().limit(MOST_NAMES).toList(),
                TrendSummary.of(chosen));
    }

    /** How many builds it shows. */
    public int count() {
        return builds.size();
    }

    /** The points of the charts, the newest first. */
    public TrendTable table() {
        return TrendTable.of(builds.subList(Math.max(0, builds.size() - MOST_ROWS), builds.size()), MOST_ROWS);
    }

    /** Whether the table lacks what the charts show. */
    public boolean cut() {
        return builds.size() > MOST_ROWS || table().cut();
    }

    /** Whether there is something to draw. */
    public boolean drawn() {
        return builds.size() > 1;
    }

    /** What the page offers. */
    public List<String> ranges() {
        return TrendQuery.RANGES;
    }

    /** The charts for {@code charts.js}: a list of {@code {key, title, option}}. */
    @NonNull
    ArrayNode charts(boolean dark, boolean money) {
        ArrayNode charts = JsonNodeFactory.instance.arrayNode();
        if (drawn()) {
            TrendCharts.options(builds, dark ? ChartTheme.DARK : ChartTheme.LIGHT)
                    .forEach((key, option) -> {
                        if (ChartView.shown(key, money)) {
                            charts.addObject()
                                    .put("key", key)
                                    .put("title", ChartView.trend(key))
                                    .set("option", option);
                        }
                    });
        }
        return charts;
    }
}
