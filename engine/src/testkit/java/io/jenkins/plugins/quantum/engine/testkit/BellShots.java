package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/** Answers of devices to a Bell pair, without computing anything. */
public final class BellShots {
    private static final String[] OUTCOMES = {"00", "11", "01", "10"};

    private BellShots() {}

    /** Half 00, half 11. */
    public static List<Outcome> perfect(JobRequest request) {
        return noisy(request, 0, request.seed());
    }

    /**
     * Shots of which a share is uniform noise.
     *
     * @param noise
     *     0 to 1
     */
    public static List<Outcome> noisy(JobRequest request, double noise, long seed) {
        UniformRandomProvider random = Seed.generator(seed);
        List<Outcome> outcomes = new ArrayList<>();
        for (int binding = 0; binding < request.bindings().size(); binding++) {
            Map<String, Long> counts = new TreeMap<>();
            for (long shot = 0; shot < request.shots(); shot++) {
                boolean uniform = random.nextDouble() < noise;
                counts.merge(OUTCOMES[random.nextInt(uniform ? 4 : 2)], 1L, Long::sum);
            }
            outcomes.add(Outcome.sampled(new Counts(2, counts)));
        }
        return outcomes;
    }
}
