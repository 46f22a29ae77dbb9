package io.jenkins.plugins.quantum.engine.testkit.clouds;

import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeService.Mishap;
import io.jenkins.plugins.quantum.engine.testkit.FaultProxy.Fault;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws what goes wrong: on about a quarter of the connections, and with about one in twelve of the requests that come through. */
final class Weather {
    private static final double CONNECTION_FAULTS = 0.24;
    private static final double ERRORS_AFTER_EFFECT = 0.03;
    private static final double GARBAGE_AFTER_EFFECT = 0.03;
    private static final double STORMS = 0.02;
    private static final int LONGEST_STORM = 8;

    private static final Fault[] FAULTS = {
        Fault.REFUSED, Fault.RESET_AFTER_REQUEST, Fault.RESET_AFTER_REQUEST, Fault.HALF_ANSWER, Fault.SILENT, Fault.SLOW
    };

    private static final List<Answer> GARBAGE = List.of(
            Answer.text(200, "text/html", "<html><body><h1>Welcome to the proxy</h1></body></html>"),
            Answer.text(200, "application/json", "{\"id\": \"12"),
            Answer.text(200, "application/json", "{}"),
            Answer.text(200, "application/json", "[]"),
            Answer.text(200, "application/json", "null"),
            Answer.text(200, "application/octet-stream", "\u0000\u0001\u0002"),
            Answer.of(200));

    private static final List<Answer> ERRORS = List.of(
            Answer.text(500, "application/json", "{\"message\": \"Internal Server Error\"}"),
            Answer.text(502, "text/html", "<html>Bad Gateway</html>"),
            Answer.text(504, "text/html", "<html>Gateway Time-out</html>"));

    private final UniformRandomProvider random;
    private int storm;
    private boolean bad;

    Weather(long seed) {
        random = Seed.generator(seed);
    }

    /** Whether anything goes wrong from now on. */
    synchronized void bad(boolean now) {
        bad = now;
        storm = 0;
    }

    /** What happens to a new connection. */
    synchronized Fault connection() {
        return bad && random.nextDouble() < CONNECTION_FAULTS ? FAULTS[random.nextInt(FAULTS.length)] : Fault.NONE;
    }

    /** What the service does to a request. */
    synchronized Optional<Mishap> request(Asked request) {
        if (!bad) {
            return Optional.empty();
        }
        double draw = random.nextDouble();
        if (storm == 0 && draw < STORMS) {
            storm = 1 + random.nextInt(LONGEST_STORM);
        }
        if (storm > 0) {
            storm--;
            Answer slower = Answer.text(429, "application/json", "{\"message\": \"Too Many Requests\"}")
                    .with("x-amzn-ErrorType", "ThrottlingException");
            return Optional.of(new Mishap(false, random.nextBoolean() ? slower.with("Retry-After", "1") : slower));
        }
        if (draw < STORMS + ERRORS_AFTER_EFFECT) {
            return Optional.of(new Mishap(true, ERRORS.get(random.nextInt(ERRORS.size()))));
        }
        if (draw < STORMS + ERRORS_AFTER_EFFECT + GARBAGE_AFTER_EFFECT) {
            return Optional.of(new Mishap(true, GARBAGE.get(random.nextInt(GARBAGE.size()))));
        }
        return Optional.empty();
    }
}
