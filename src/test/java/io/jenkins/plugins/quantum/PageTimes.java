package io.jenkins.plugins.quantum;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jvnet.hudson.test.JenkinsRule;

/** How long pages take, asked for in turn, so that whatever else the machine does meets all of them. */
public final class PageTimes {
    private final Map<String, URL> pages = new LinkedHashMap<>();
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();
    private final Map<String, Integer> bytes = new LinkedHashMap<>();
    private final JenkinsRule jenkins;

    /** Of a Jenkins that anybody may read. */
    public PageTimes(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    /** Adds a page under a name. */
    public PageTimes add(String name, String path) throws IOException {
        pages.put(name, new URL(jenkins.getURL(), path));
        millis.put(name, new ArrayList<>());
        return this;
    }

    /** Asks for every page so many times; the rounds to warm up are not kept. */
    public void measure(int warmUp, int rounds) throws IOException {
        for (int round = -warmUp; round < rounds; round++) {
            for (var page : pages.entrySet()) {
                long start = System.nanoTime();
                int length = length(page.getValue());
                double took = (System.nanoTime() - start) / 1e6;
                if (round >= 0) {
                    millis.get(page.getKey()).add(took);
                    bytes.put(page.getKey(), length);
                }
            }
        }
    }

    private static int length(URL page) throws IOException {
        try (InputStream in = page.openStream()) {
            return in.readAllBytes().length;
        }
    }

    /** The time below which a share of the answers came, in milliseconds. */
    public double quantile(String name, double share) {
        List<Double> times = millis.get(name).stream().sorted().toList();
        return times.get((int) Math.min(times.size() - 1L, Math.round(Math.floor(share * times.size()))));
    }

    /** The median of a page over the median of another. */
    public double ratio(String name, String base) {
        return quantile(name, 0.5) / quantile(base, 0.5);
    }

    /** A table in Markdown. */
    public String table(String base) {
        var table = new StringBuilder(
                "| page | median, ms | p95, ms | kB | median / median of the first |\n|---|--:|--:|--:|--:|\n");
        pages.keySet()
                .forEach(page -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %.0f | %.2f |%n",
                        page,
                        quantile(page, 0.5),
                        quantile(page, 0.95),
                        bytes.get(page) / 1024.0,
                        ratio(page, base))));
        return table.toString();
    }
}
