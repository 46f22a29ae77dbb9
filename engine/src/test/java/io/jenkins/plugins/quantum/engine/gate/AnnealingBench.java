package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** A problem whose levels are known by heart, reads of it, and the count of errors over replays. */
public final class AnnealingBench {
    /** Energies: "1111" −4, each 0 adds 1 … "0000" 0; with nothing between variables. */
    public static final BinaryQuadraticModel FOUR =
            new BinaryQuadraticModel(Vartype.QUBO, List.of(-1.0, -1.0, -1.0, -1.0), List.of(), 0);

    private static final double REFUTED = 1e-3;

    private AnnealingBench() {}

    /** A ring of many spins that rewards equal neighbours: too many to enumerate, its optimum is minus their number. */
    public static BinaryQuadraticModel ring(int spins) {
        List<Coupling> ring = new ArrayList<>();
        for (int i = 1; i < spins; i++) {
            ring.add(new Coupling(i - 1, i, -1));
        }
        ring.add(new Coupling(0, spins - 1, -1));
        return new BinaryQuadraticModel(Vartype.ISING, Collections.nCopies(spins, 0.0), ring, 0);
    }

    /** Reads of {@link #FOUR} at the optimum in a share, at the next level in the next share, else all wrong. */
    public static Distribution reads(double optimum, double next) {
        return Bench.distribution("1111", optimum, "1101", next, "0000", 1 - optimum - next);
    }

    /** What came of playing a gate many times. */
    public record Tally(int replays, int passed, int failed, double reads) {
        /** Whether so many errors are compatible with a rate. */
        public boolean compatible(int errors, double rate) {
            return errors == 0 || BinomialDistribution.of(replays, rate).survivalProbability(errors - 1) >= REFUTED;
        }

        /** Share without an answer. */
        public double undecided() {
            return (replays - passed - failed) / (double) replays;
        }
    }

    /** Plays a gate against reads of a known law. */
    public static Tally replay(Gate gate, GateContext context, Distribution truth, int replays) {
        var random = Seed.generator(Seed.derive(20_261_122, gate.name(), truth.toString()));
        int passed = 0;
        int failed = 0;
        double reads = 0;
        for (int i = 0; i < replays; i++) {
            Judgement.Decided end = Bench.play(gate, context, new Evidence(List.of()), List.of(List.of(truth)), random);
            passed += end.verdict() == Verdict.PASS ? 1 : 0;
            failed += end.verdict() == Verdict.FAIL ? 1 : 0;
            reads += end.finding().shots() / (double) replays;
        }
        return new Tally(replays, passed, failed, reads);
    }
}
