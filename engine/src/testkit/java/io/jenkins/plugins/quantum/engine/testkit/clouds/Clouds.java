package io.jenkins.plugins.quantum.engine.testkit.clouds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.FaultProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * All fakes in one process, each behind a proxy that breaks connections. Obeys lines on its standard input and answers each with one
 * line of JSON: {@code addresses}, {@code bad on|off}, {@code taking QUEUE_MS RUN_MS LAG_MS}, {@code hold on|off}, {@code jobs CLOUD FROM}, {@code calls}. Ends
 * with its input.
 */
public final class Clouds {
    private final Map<Cloud, FakeService> services = new EnumMap<>(Cloud.class);
    private final Map<Cloud, FaultProxy> proxies = new EnumMap<>(Cloud.class);
    private final Weather weather;

    private Clouds(long seed) {
        weather = new Weather(seed);
        for (Cloud cloud : Cloud.values()) {
            FakeService service = cloud.start();
            service.drawing(weather::request);
            services.put(cloud, service);
            proxies.put(cloud, new FaultProxy(service.port()).drawing(weather::connection));
        }
    }

    /**
     * Starts it.
     *
     * @param args
     *     the seed of what goes wrong
     */
    public static void main(String[] args) throws IOException {
        var clouds = new Clouds(Long.parseLong(args[0]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(clouds.answer(line.split(" ")));
        }
        System.exit(0);
    }

    private ObjectNode answer(String... words) {
        ObjectNode answer = Json.object();
        switch (words[0]) {
            case "addresses" ->
                proxies.forEach(
                        (cloud, proxy) -> answer.put(cloud.name(), proxy.uri().toString()));
            case "direct" ->
                services.forEach((cloud, service) ->
                        answer.put(cloud.name(), service.uri().toString()));
            case "bad" -> weather.bad(words[1].equals("on"));
            case "taking" ->
                services.values().forEach(service -> service.jobs()
                        .taking(millis(words[1]), millis(words[2]))
                        .lagging(millis(words[3])));
            case "hold" ->
                services.values().forEach(service -> {
                    if (words[1].equals("on")) {
                        service.jobs().hold();
                    } else {
                        service.jobs().release();
                    }
                });
            case "jobs" -> jobs(Cloud.valueOf(words[1]), Integer.parseInt(words[2]), answer.putArray("jobs"));
            case "calls" -> services.forEach((cloud, service) -> answer.put(cloud.name(), service.calls("")));
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        }
        return answer;
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }

    private void jobs(Cloud cloud, int from, ArrayNode list) {
        services.get(cloud).jobs().all().stream().skip(from).forEach(job -> describe(job, list.addObject()));
    }

    private static void describe(FakeJob job, ObjectNode shown) {
        shown.put("id", job.id())
                .put("token", job.token())
                .put("state", job.state().name())
                .put("created", job.created().toEpochMilli());
        if (job.endedAt() != null) {
            shown.put("ended", job.endedAt().toEpochMilli());
        }
    }
}
