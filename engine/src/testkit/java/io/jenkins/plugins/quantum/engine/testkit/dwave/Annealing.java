package io.jenkins.plugins.quantum.engine.testkit.dwave;

import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a cold machine would read: up to 16 spins by enumeration, with the probabilities of their energies at a low temperature; more by
 * simulated annealing. Seeded.
 */
final class Annealing {
    private static final int MOST_ENUMERATED = 16;
    private static final double COLD = 8;
    private static final int SWEEPS = 400;

    private final double[] fields;
    private final List<Bond> bonds;
    private final double scale;

    /** Two spins by their places, and what holds them. */
    record Bond(int first, int second, double strength) {}

    /** A sample: spins by place, true for +1. */
    record Sample(boolean[] up, double energy, int occurrences) {}

    Annealing(double[] fields, List<Bond> bonds) {
        this.fields = fields.clone();
        this.bonds = List.copyOf(bonds);
        double most = Arrays.stream(fields).map(Math::abs).max().orElse(0);
        for (Bond bond : bonds) {
            most = Math.max(most, Math.abs(bond.strength()));
        }
        scale = most == 0 ? 1 : most;
    }

    /** Different samples, the lowest energy first. */
    List<Sample> reads(int number, long seed) {
        UniformRandomProvider random = Seed.generator(seed);
        var seen = new LinkedHashMap<String, Integer>();
        double[] cumulative = fields.length <= MOST_ENUMERATED ? cumulative() : null;
        for (int read = 0; read < number; read++) {
            boolean[] up = cumulative == null ? annealed(random) : enumerated(cumulative, random);
            seen.merge(text(up), 1, Integer::sum);
        }
        return seen.entrySet().stream()
                .map(entry -> {
                    boolean[] up = spins(entry);
                    return new Sample(up, energy(up), entry.getValue());
                })
                .sorted(Comparator.comparingDouble(Sample::energy).thenComparing(sample -> text(sample.up())))
                .toList();
    }

    private static boolean[] spins(Map.Entry<String, Integer> entry) {
        var up = new boolean[entry.getKey().length()];
        for (int i = 0; i < up.length; i++) {
            up[i] = entry.getKey().charAt(i) == '1';
        }
        return up;
    }

    private static String text(boolean... up) {
        var text = new StringBuilder();
        for (boolean spin : up) {
            text.append(spin ? '1' : '0');
        }
        return text.toString();
    }

    private static boolean[] state(int number, int length) {
        var up = new boolean[length];
        for (int i = 0; i < length; i++) {
            up[i] = (number >> i & 1) == 1;
        }
        return up;
    }

    private double[] cumulative() {
        var energies = new double[1 << fields.length];
        for (int number = 0; number < energies.length; number++) {
            energies[number] = energy(state(number, fields.length));
        }
        double lowest = Arrays.stream(energies).min().orElse(0);
        double sum = 0;
        for (int number = 0; number < energies.length; number++) {
            sum += Math.exp(-COLD * (energies[number] - lowest) / scale);
            energies[number] = sum;
        }
        return energies;
    }

    private boolean[] enumerated(double[] cumulative, UniformRandomProvider random) {
        double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, drawn);
        return state(found >= 0 ? found + 1 : -found - 1, fields.length);
    }

    private boolean[] annealed(UniformRandomProvider random) {
        var up = new boolean[fields.length];
        for (int i = 0; i < up.length; i++) {
            up[i] = random.nextBoolean();
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double beta = 3 * COLD * (sweep + 1) / SWEEPS / scale;
            for (int i = 0; i < up.length; i++) {
                double gain = 2 * (up[i] ? -1 : 1) * field(i, up);
                if (gain <= 0 || random.nextDouble() < Math.exp(-beta * gain)) {
                    up[i] = !up[i];
                }
            }
        }
        return up;
    }

    /** What pulls a spin: its own field and those of its neighbours. */
    private double field(int spin, boolean... up) {
        double field = fields[spin];
        for (Bond bond : bonds) {
            if (bond.first() == spin) {
                field += up[bond.second()] ? bond.strength() : -bond.strength();
            } else if (bond.second() == spin) {
                field += up[bond.first()] ? bond.strength() : -bond.strength();
            }
        }
        return field;
    }

    private double energy(boolean... up) {
        double energy = 0;
        for (int i = 0; i < up.length; i++) {
            energy += up[i] ? fields[i] : -fields[i];
        }
        for (Bond bond : bonds) {
            energy += up[bond.first()] == up[bond.second()] ? bond.strength() : -bond.strength();
        }
        return energy;
    }
}
