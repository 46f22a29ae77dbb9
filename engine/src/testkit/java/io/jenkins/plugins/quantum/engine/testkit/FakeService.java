package io.jenkins.plugins.quantum.engine.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A provider's service on this machine's loopback: subclasses answer as the provider's documentation and its own clients say. What a
 * test plants (throttling, faults after acceptance, expired tokens, garbage) is done here, the same for every provider.
 */
public abstract class FakeService implements AutoCloseable {
    private static final int MOST_REMEMBERED = 20_000;

    private final HttpServer server;
    private final ExecutorService threads;
    private final FakeJobs jobs;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private final Deque<Planted> planted = new ArrayDeque<>();
    private volatile Function<Asked, Optional<Mishap>> mishaps = request -> Optional.empty();

    private record Planted(Predicate<Asked> when, Mishap mishap) {}

    /**
     * What a service does to a request by itself.
     *
     * @param afterEffect
     *     whether the request has its effect before
     * @param answer
     *     in place of the proper one
     */
    public record Mishap(boolean afterEffect, Answer answer) {}

    /**
     * Starts a service on a free port.
     *
     * @param clock
     *     by which its jobs live
     */
    protected FakeService(Clock clock) {
        this(clock, 0);
    }

    /** Starts a service on a port; 0 takes a free one. */
    protected FakeService(Clock clock, int port) {
        jobs = new FakeJobs(clock);
        threads = Executors.newFixedThreadPool(8, task -> {
            var thread = new Thread(task, "fake-service");
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Answers a request as the provider would. */
    protected abstract Answer answer(Asked request);

    /** The provider's form of an error, for planted ones. */
    protected Answer error(int status, String code, String message) {
        return Answer.json(
                status,
                io.jenkins.plugins.quantum.engine.backend.http.Json.object()
                        .put("code", code)
                        .put("message", message));
    }

    /** Where it listens. */
    public final URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Its port. */
    public final int port() {
        return server.getAddress().getPort();
    }

    /** Its jobs. */
    public final FakeJobs jobs() {
        return jobs;
    }

    /** The credentials that clients sent become invalid, as tokens do after their time; services with static keys ignore it. */
    public void expireTokens() {
        // A static key does not expire.
    }

    /** The next request that fits is answered so instead of being handled. */
    public final void plant(Predicate<Asked> when, Answer answer) {
        synchronized (planted) {
            planted.add(new Planted(when, new Mishap(false, answer)));
        }
    }

    /** The next request that fits is handled, and then answered so: its effect happened, its answer is lost. */
    public final void plantAfterEffect(Predicate<Asked> when, Answer answer) {
        synchronized (planted) {
            planted.add(new Planted(when, new Mishap(true, answer)));
        }
    }

    /** Every request for which nothing is planted draws here what happens to it; called by many threads. */
    public final void drawing(Function<Asked, Optional<Mishap>> source) {
        mishaps = source;
    }

    /** What was asked, the oldest first; of very many the first are kept. */
    public final List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** How many requests came with a method, whatever their path; all together for an empty text. */
    public final int calls(String method) {
        synchronized (asked) {
            return method.isEmpty()
                    ? calls.values().stream().mapToInt(Integer::intValue).sum()
                    : calls.getOrDefault(method, 0);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = read(exchange);
            PlantedKeys.sentWith(request.headers());
            synchronized (asked) {
                calls.merge(request.method(), 1, Integer::sum);
                if (asked.size() < MOST_REMEMBERED) {
                    asked.add(request);
                }
            }
            write(exchange, respond(request));
        }
    }

    private Answer respond(Asked request) {
        Optional<Mishap> found = planted(request).or(() -> mishaps.apply(request));
        if (found.isPresent() && !found.get().afterEffect()) {
            return found.get().answer();
        }
        Answer proper;
        try {
            proper = answer(request);
        } catch (RuntimeException e) {
            // A fake that breaks must be seen by the test that uses it, not hang its client.
            proper = Answer.text(599, "text/plain", "the fake broke: " + e);
        }
        return found.map(Mishap::answer).orElse(proper);
    }

    private Optional<Mishap> planted(Asked request) {
        synchronized (planted) {
            for (Planted candidate : planted) {
                if (candidate.when().test(request)) {
                    planted.remove(candidate);
                    return Optional.of(candidate.mishap());
                }
            }
            return Optional.empty();
        }
    }

    private static Asked read(HttpExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        URI uri = exchange.getRequestURI();
        String rawQuery = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        var query = new LinkedHashMap<String, String>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                query.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new Asked(exchange.getRequestMethod(), uri.getPath(), uri.getRawPath(), query, rawQuery, headers, body);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean none = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), none ? -1 : answer.body().length);
        if (!none) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
