package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import io.jenkins.plugins.quantum.engine.testkit.clouds.CloudProcess;
import io.jenkins.plugins.quantum.engine.testkit.clouds.CloudProcess.Counted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * What it cost to have many jobs at once.
 *
 * @param pattern
 *     {@code engine} or {@code threads}
 * @param jobs
 *     how many
 * @param right
 *     how many ended with their right result
 * @param accepted
 *     how many the fakes counted
 * @param inFlight
 *     most of them at the fakes at one moment, unfinished
 * @param seconds
 *     from the first submission to the last result
 * @param cpuMillis
 *     of the process for each job, its start included
 * @param calls
 *     requests that the fakes counted, for each job
 * @param megabytes
 *     largest resident set of the process
 * @param threads
 *     most of the program's threads at one moment: its own, and those of its HTTP client
 * @param names
 *     theirs, with how many have each
 * @param p50
 *     seconds from a job's end at the provider until its result was kept here, median
 * @param p99
 *     the same, 99th percentile
 */
record ScaleFigures(
        String pattern,
        int jobs,
        int right,
        int accepted,
        int inFlight,
        double seconds,
        double cpuMillis,
        double calls,
        long megabytes,
        int threads,
        String names,
        double p50,
        double p99) {

    /**
     * Measures, with fakes of its own.
     *
     * @param queueMillis
     *     how long every job waits at the provider; it runs for a fifth of that. 0 lets all wait until the last one is
     *     accepted
     */
    static ScaleFigures of(String pattern, int jobs, long queueMillis, Path folder) throws Exception {
        long runMillis = queueMillis / 5;
        var releaser = Executors.newSingleThreadExecutor();
        try (var clouds = new CloudProcess(jobs)) {
            clouds.taking(queueMillis, runMillis, 0);
            clouds.hold(queueMillis == 0);
            Future<Long> release = releaser.submit(() -> queueMillis == 0 ? release(clouds, jobs) : 0L);
            JsonNode report = report(pattern, jobs, clouds, folder);
            long released = release.get();
            long calls = clouds.calls();
            Map<String, Long> ends = new TreeMap<>();
            TreeMap<Long, Integer> changes = new TreeMap<>();
            int accepted = 0;
            for (Cloud cloud : Cloud.values()) {
                for (Counted job : clouds.jobs(cloud, 0)) {
                    accepted++;
                    long end = Math.max(released, job.created() + queueMillis + runMillis);
                    ends.put(job.id(), end);
                    changes.merge(job.created(), 1, Integer::sum);
                    changes.merge(end, -1, Integer::sum);
                }
            }
            double[] late = late(report, ends);
            return new ScaleFigures(
                    pattern,
                    jobs,
                    report.path("right").asInt(),
                    accepted,
                    most(changes),
                    report.path("seconds").asDouble(),
                    1000 * report.path("cpuSeconds").asDouble() / jobs,
                    (double) calls / jobs,
                    report.path("rssMegabytes").asLong(),
                    report.path("threads").asInt(),
                    report.path("names").asText(),
                    late[late.length / 2],
                    late[(int) Math.ceil(0.99 * late.length) - 1]);
        } finally {
            releaser.shutdownNow();
        }
    }

    /** Lets jobs go on once all are accepted; when that was, in milliseconds of the epoch. */
    private static long release(CloudProcess clouds, int jobs) {
        int accepted = 0;
        while (accepted < jobs && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            accepted = 0;
            for (Cloud cloud : Cloud.values()) {
                accepted += clouds.jobs(cloud, 0).size();
            }
        }
        clouds.hold(false);
        return System.currentTimeMillis();
    }

    private static JsonNode report(String pattern, int jobs, CloudProcess clouds, Path folder)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ScaleMain.class.getName(),
                pattern,
                Integer.toString(jobs),
                folder.resolve(pattern + "-" + jobs).toString()));
        clouds.direct().values().forEach(address -> command.add(address.toString()));
        java.lang.Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(pattern + " ended with " + process.exitValue() + ": " + line);
            }
            return Json.MAPPER.readTree(line);
        } finally {
            process.destroyForcibly();
        }
    }

    private static double[] late(JsonNode report, Map<String, Long> ends) {
        List<Double> all = new ArrayList<>();
        for (JsonNode job : report.path("known")) {
            Long end = ends.get(job.path("id").asText());
            if (end != null) {
                all.add((job.path("at").asLong() - end) / 1000.0);
            }
        }
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int most(TreeMap<Long, Integer> changes) {
        int now = 0;
        int most = 0;
        for (int change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    /** A table of several. */
    static String table(List<ScaleFigures> all) {
        return "| pattern | jobs | right results | accepted | most in flight | seconds | CPU ms a job | calls a job | RSS MB | threads"
                + " | late: median s | late: p99 s |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n"
                + all.stream().map(ScaleFigures::row).collect(Collectors.joining());
    }

    private String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.0f | %.1f | %.1f | %d | %d | %.2f | %.2f |%n",
                pattern,
                jobs,
                right,
                accepted,
                inFlight,
                seconds,
                cpuMillis,
                calls,
                megabytes,
                threads,
                p50,
                p99);
    }
}
