package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.EnergyLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reads outcomes of a problem as energies. */
public final class EnergyReading {
    private static final int SHOWN_LEVELS = 20;
    private static final int SHOWN_NAMES = 20;

    private final Readout.Energies readout;
    private final double tolerance;

    /** Of a workload whose readout is {@link Readout.Energies}. */
    public EnergyReading(Workload workload) {
        readout = (Readout.Energies) workload.readout();
        tolerance = EnergyLevels.tolerance(readout.problem());
    }

    /** The energy that a read must reach. */
    public double optimum() {
        return readout.optimum();
    }

    /** All levels, where every outcome was looked at. */
    public Optional<EnergyLevels> levels() {
        return readout.levels();
    }

    /** The highest energy, or where it is not known an energy that none exceeds. */
    public double highest() {
        return readout.levels().map(EnergyLevels::highest).orElseGet(readout.problem()::energyBound);
    }

    /** The mean energy of a machine that only guesses. */
    public double guessed() {
        return readout.problem().meanEnergy();
    }

    /** The share of a guessing machine's reads at the optimum; empty where not every outcome was looked at. */
    public OptionalDouble guessedRate() {
        return readout.levels().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(readout.levels().get().optima()
                        / Math.pow(2, readout.problem().variables()));
    }

    /** What a variable turned the wrong way costs, roughly: the step to the next level, or else the largest bias. */
    public double step() {
        return readout.levels().map(levels -> levels.next() - levels.lowest()).orElseGet(() -> readout.problem()
                .largestBias());
    }

    /** How often each energy was read, lowest first; what rounding tells apart is one. */
    public Map<Double, Long> energies(Counts counts) {
        var levels = new TreeMap<Double, Long>();
        counts.counts().forEach((outcome, count) -> {
            double energy = readout.problem().energy(outcome);
            Double below = levels.floorKey(energy + tolerance);
            boolean known = below != null && below >= energy - tolerance;
            levels.merge(known ? below : energy, count, Long::sum);
        });
        return levels;
    }

    /** How many reads reach the optimum. */
    public long reached(Counts counts) {
        return energies(counts).entrySet().stream()
                .filter(level -> level.getKey() <= readout.optimum() + tolerance)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** All reads of a scale of a list of looks; empty when there are none. */
    public static Optional<Counts> all(List<Evidence.Batch> looks) {
        return looks.stream().map(EnergyReading::counts).reduce(Counts::plus);
    }

    /** The reads of one look. */
    public static Counts counts(Evidence.Batch look) {
        return look.outcomes().get(0).stream()
                .map(Outcome::counts)
                .reduce(Counts::plus)
                .orElseThrow();
    }

    /**
     * INCONCLUSIVE when a read lies below the optimum that the suite states: then the optimum is another, and neither the share of reads
     * at it nor the distance from it is known.
     */
    public Optional<Judgement> refuted(Counts counts) {
        double lowest = energies(counts).keySet().iterator().next();
        if (lowest >= readout.optimum() - tolerance) {
            return Optional.empty();
        }
        return Optional.of(new FindingDraft("A read has the energy " + lowest + ", below " + readout.optimum()
                        + ", which the suite states as the optimum.")
                .detail("What was measured against the stated optimum says nothing about the true one.")
                .shots(counts.shots())
                .figure("energy.lowest", lowest)
                .next("write 'optimum: " + lowest + "'")
                .decided(Verdict.INCONCLUSIVE));
    }

    /** The best read in words: {@code Best read: energy -3.2 with alcohol, hue at 1.} */
    public String best(Counts counts) {
        String best = "";
        double lowest = Double.POSITIVE_INFINITY;
        for (String outcome : counts.counts().keySet()) {
            double energy = readout.problem().energy(outcome);
            if (energy < lowest - tolerance) {
                lowest = energy;
                best = outcome;
            }
        }
        var ones = new ArrayList<String>();
        for (int i = 0; i < best.length(); i++) {
            if (best.charAt(best.length() - 1 - i) == '1') {
                ones.add(readout.names().get(i));
            }
        }
        int more = ones.size() - SHOWN_NAMES;
        String names = ones.isEmpty()
                ? "no variable"
                : String.join(", ", ones.subList(0, Math.min(SHOWN_NAMES, ones.size())))
                        + (more > 0 ? " and " + more + " more" : "");
        return "Best read: energy " + Wording.number(lowest) + " with " + names + " at 1.";
    }

    /** Bars of the lowest energies that were read, the others as "higher". */
    public Plot.Bars bars(Counts counts) {
        double shots = counts.shots();
        var categories = new ArrayList<String>();
        var values = new ArrayList<Double>();
        double left = 0;
        for (var level : energies(counts).entrySet()) {
            if (categories.size() < SHOWN_LEVELS) {
                categories.add(Wording.plain(level.getKey()));
                values.add(level.getValue() / shots);
            } else {
                left += level.getValue() / shots;
            }
        }
        if (left > 0) {
            categories.add("higher");
            values.add(left);
        }
        return new Plot.Bars("Energies", "share of reads", categories, List.of(new Plot.Group("reads", values)));
    }
}
