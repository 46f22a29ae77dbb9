package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;

/**
 * Counts from IonQ's probabilities: keys are decimal numbers whose lowest bit is qubit 0; outcomes that were not seen are left out.
 *
 * @param readout
 *     which qubit each classical bit shows
 * @param shots
 *     of each circuit
 */
public record IonqResults(Readout readout, long shots) {
    /** Probabilities are rounded for transport; a sum that is farther off than this is no distribution. */
    private static final double ROUNDING = 0.01;

    /** Less is the rounding of a state vector and is never drawn. */
    private static final double NEGLIGIBLE = 1e-12;

    private static final int LONGEST_KEY = 400;

    /** What was counted: every probability times the number of shots, the largest remainders rounded up so that the sum is right. */
    public Counts counted(JsonNode probabilities) throws BackendException {
        var counts = new TreeMap<BigInteger, Long>();
        var remainders = new TreeMap<BigInteger, Double>();
        Map<BigInteger, Double> seen = read(probabilities);
        double total = seen.values().stream().mapToDouble(Double::doubleValue).sum();
        seen.forEach((key, probability) -> {
            double exact = probability / total * shots;
            // A count that was written as a fraction comes back a little above or below the whole number.
            long whole = Math.abs(exact - Math.rint(exact)) < 1e-6 ? (long) Math.rint(exact) : (long) exact;
            counts.put(key, whole);
            remainders.put(key, exact - whole);
        });
        long missing =
                shots - counts.values().stream().mapToLong(Long::longValue).sum();
        List<BigInteger> largest = remainders.entrySet().stream()
                .sorted(Map.Entry.<BigInteger, Double>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; missing > 0; i++, missing--) {
            counts.merge(largest.get(i % largest.size()), 1L, Long::sum);
        }
        return counts(counts);
    }

    /** Shots drawn from exact probabilities, the same for the same seed. */
    public Counts drawn(JsonNode probabilities, long seed) throws BackendException {
        Map<BigInteger, Double> exact = read(probabilities);
        List<BigInteger> keys = List.copyOf(exact.keySet());
        double[] weights =
                exact.values().stream().mapToDouble(p -> p < NEGLIGIBLE ? 0 : p).toArray();
        UniformRandomProvider random = Seed.generator(seed);
        var sampler = GuideTableDiscreteSampler.of(random, weights);
        var counts = new TreeMap<BigInteger, Long>();
        for (long shot = 0; shot < shots; shot++) {
            counts.merge(keys.get(sampler.sample()), 1L, Long::sum);
        }
        return counts(counts);
    }

    private Counts counts(Map<BigInteger, Long> byKey) {
        var counts = new TreeMap<String, Long>();
        byKey.forEach((key, count) -> {
            if (count > 0) {
                counts.merge(readout.outcome(qubit -> key.testBit(qubit) ? 1 : 0), count, Long::sum);
            }
        });
        return new Counts(readout.bits(), counts);
    }

    private static Map<BigInteger, Double> read(JsonNode probabilities) throws BackendException {
        var read = new TreeMap<BigInteger, Double>();
        double total = 0;
        for (var entry : probabilities.properties()) {
            double probability = entry.getValue().asDouble(Double.NaN);
            if (!entry.getKey().matches("\\d{1," + LONGEST_KEY + "}") || !(probability >= 0 && probability <= 1.01)) {
                throw noDistribution();
            }
            read.put(new BigInteger(entry.getKey()), probability);
            total += probability;
        }
        if (Math.abs(total - 1) > ROUNDING) {
            throw noDistribution();
        }
        return read;
    }

    private static BackendException noDistribution() {
        return new BackendException(
                "IonQ's result is no distribution over outcomes; look at the job in IonQ's console",
                BackendException.Kind.REFUSED);
    }
}
