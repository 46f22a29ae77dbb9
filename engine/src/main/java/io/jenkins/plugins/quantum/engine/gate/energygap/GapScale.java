package io.jenkins.plugins.quantum.engine.gate.energygap;

import io.jenkins.plugins.quantum.engine.gate.EnergyReading;
import io.jenkins.plugins.quantum.engine.gate.GateContext;

/** In what the distance from the optimum is measured, and the lines in it. */
final class GapScale {
    private static final double SMALLEST = 1e-9;

    private final GateContext context;
    private final EnergyReading reading;
    private final double unit;

    GapScale(GateContext context) {
        this.context = context;
        this.reading = new EnergyReading(context.workload());
        boolean optimum = context.spec()
                .text("relative-to")
                .map(EnergyGapGate.OPTIMUM::equals)
                .orElse(true);
        unit = optimum ? Math.abs(reading.optimum()) : reading.guessed() - reading.optimum();
    }

    EnergyReading reading() {
        return reading;
    }

    double optimum() {
        return reading.optimum();
    }

    /** Whether something can be relative to it. */
    boolean usable() {
        return unit > SMALLEST * (reading.highest() - reading.optimum());
    }

    /** The gap of a read: 0 at the optimum, and that of a guess where it is worse than the mean of guesses. */
    double gap(double energy) {
        return Math.min(guessed(), plain(energy));
    }

    /** The gap of an energy; 0 at the optimum. */
    double plain(double energy) {
        return Math.max(0, (energy - reading.optimum()) / unit);
    }

    /** The largest gap of a read. */
    double largest() {
        return gap(reading.highest());
    }

    /** The gap of a machine that only guesses. */
    double guessed() {
        return plain(reading.guessed());
    }

    /** The worst that is accepted. */
    double max() {
        return context.spec().number("max").orElseThrow();
    }

    /** How much less a healthy gap is. */
    double margin() {
        return context.spec().number("margin", max() / 2);
    }

    /** The variance that reads are planned with: each is at the optimum or one step above it, {@code max} on average. */
    double plannedVariance() {
        double step = Math.min(largest(), Math.max(max(), reading.step() / unit));
        return max() * step;
    }
}
