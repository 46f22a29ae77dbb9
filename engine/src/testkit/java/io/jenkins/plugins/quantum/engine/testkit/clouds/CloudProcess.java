package io.jenkins.plugins.quantum.engine.testkit.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@link Clouds} as a child process. */
public final class CloudProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    /**
     * A job as the fake counted it.
     *
     * @param id
     *     the service's
     * @param token
     *     the client's token or tag, or empty
     * @param state
     *     as the fake's enumeration has it
     * @param created
     *     milliseconds of the epoch
     * @param ended
     *     the same, or 0
     */
    public record Counted(String id, String token, String state, long created, long ended) {
        /** Whether it runs or will run. */
        public boolean open() {
            return state.equals("QUEUED") || state.equals("RUNNING");
        }
    }

    /** Starts it. */
    public CloudProcess(long seed) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Clouds.class.getName(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    private synchronized JsonNode ask(String line) {
        try {
            to.write(line);
            to.newLine();
            to.flush();
            String answer = from.readLine();
            if (answer == null) {
                throw new IllegalStateException("the process of fakes has ended");
            }
            return Json.MAPPER.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the proxies listen. */
    public Map<Cloud, URI> addresses() {
        return addresses("addresses");
    }

    /** Where the fakes listen themselves. */
    public Map<Cloud, URI> direct() {
        return addresses("direct");
    }

    private Map<Cloud, URI> addresses(String command) {
        Map<Cloud, URI> all = new EnumMap<>(Cloud.class);
        ask(command)
                .fields()
                .forEachRemaining(field -> all.put(
                        Cloud.valueOf(field.getKey()),
                        URI.create(field.getValue().asText())));
        return all;
    }

    /** Whether connections and requests go wrong from now on. */
    public void bad(boolean now) {
        ask("bad " + (now ? "on" : "off"));
    }

    /** How long jobs wait and run, and how late lists are. */
    public void taking(long queueMillis, long runMillis, long lagMillis) {
        ask("taking " + queueMillis + " " + runMillis + " " + lagMillis);
    }

    /** Keeps open jobs in the queue. */
    public void hold(boolean now) {
        ask("hold " + (now ? "on" : "off"));
    }

    /** The jobs that a fake accepted, the oldest first, without those that came before. */
    public List<Counted> jobs(Cloud cloud, int from) {
        List<Counted> jobs = new ArrayList<>();
        ask("jobs " + cloud.name() + " " + from)
                .path("jobs")
                .forEach(job -> jobs.add(new Counted(
                        job.path("id").asText(),
                        job.path("token").asText(),
                        job.path("state").asText(),
                        job.path("created").asLong(),
                        job.path("ended").asLong())));
        return jobs;
    }

    /** How many requests came to all fakes. */
    public long calls() {
        long sum = 0;
        for (JsonNode calls : ask("calls")) {
            sum += calls.asLong();
        }
        return sum;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
