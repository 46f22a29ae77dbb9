package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Outages in time: between {@link #SHORTEST} and {@link #LONGEST}, every order of magnitude as likely as the others, with
 * exponential times between them, so that a stated share of the time is down. Only goes forward, from a start in stationary state.
 */
final class Outages implements Outage {
    static final Duration SHORTEST = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofHours(4);

    private final UniformRandomProvider random;
    private final double meanUp;
    private final TreeMap<Instant, Instant> outages = new TreeMap<>();
    private Instant drawnUntil;

    /**
     * A device's outages.
     *
     * @param share
     *     of the time that it is down, above 0, below 1
     */
    Outages(Instant start, double share, long seed) {
        random = Seed.generator(seed);
        double ratio = (double) LONGEST.toSeconds() / SHORTEST.toSeconds();
        double meanDown = (LONGEST.toSeconds() - SHORTEST.toSeconds()) / Math.log(ratio);
        meanUp = meanDown * (1 - share) / share;
        drawnUntil = start.minus(Duration.ofDays(30));
    }

    @Override
    public boolean at(Instant now) {
        drawUntil(now);
        Map.Entry<Instant, Instant> last = outages.floorEntry(now);
        return last != null && now.isBefore(last.getValue());
    }

    private void drawUntil(Instant now) {
        while (!drawnUntil.isAfter(now)) {
            Instant from = drawnUntil.plusSeconds(Math.round(-meanUp * Math.log(1 - random.nextDouble())));
            double length = SHORTEST.toSeconds()
                    * Math.pow((double) LONGEST.toSeconds() / SHORTEST.toSeconds(), random.nextDouble());
            drawnUntil = from.plusSeconds(Math.round(length));
            outages.put(from, drawnUntil);
        }
    }

    /** The share of minutes between two instants that is down. */
    static double share(Outage outage, Instant from, Instant to) {
        long down = 0;
        long all = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            down += outage.at(at) ? 1 : 0;
            all++;
        }
        return (double) down / all;
    }
}
