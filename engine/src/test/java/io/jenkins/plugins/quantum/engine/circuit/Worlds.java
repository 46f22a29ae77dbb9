package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Test-only exact evaluation: every outcome of a measurement goes on as a world of its own. For small circuits. */
final class Worlds {
    private record World(double[] re, double[] im, boolean[] bits) {}

    private List<World> worlds = new ArrayList<>();

    private Worlds() {}

    /** Probabilities by outcome, highest classical bit first. */
    static Map<String, Double> distribution(ElementaryCircuit circuit) {
        var evaluation = new Worlds();
        double[] re = new double[1 << circuit.qubits()];
        re[0] = 1;
        evaluation.worlds.add(new World(re, new double[re.length], new boolean[circuit.bits()]));
        evaluation.worlds = run(circuit.operations(), evaluation.worlds);
        var distribution = new TreeMap<String, Double>();
        for (World world : evaluation.worlds) {
            var outcome = new StringBuilder();
            for (int bit = circuit.bits() - 1; bit >= 0; bit--) {
                outcome.append(world.bits[bit] ? '1' : '0');
            }
            double p = norm(world);
            if (p > 1e-12) {
                distribution.merge(outcome.toString(), p, Double::sum);
            }
        }
        return distribution;
    }

    private static List<World> run(List<Elementary> operations, List<World> worlds) {
        List<World> current = worlds;
        for (Elementary operation : operations) {
            var next = new ArrayList<World>(current.size());
            for (World world : current) {
                apply(operation, world, next);
            }
            current = next;
        }
        return current;
    }

    private static void apply(Elementary operation, World world, List<World> next) {
        if (operation instanceof Elementary.Rotation r) {
            Matrices.applyU(r.theta(), r.phi(), r.lambda(), r.qubit(), world.re, world.im);
            next.add(world);
        } else if (operation instanceof Elementary.Cnot cnot) {
            Matrices.applyCnot(cnot.control(), cnot.target(), world.re, world.im);
            next.add(world);
        } else if (operation instanceof Elementary.Measurement m) {
            split(world, m.qubit(), m.bit(), next);
        } else if (operation instanceof Elementary.ResetQubit reset) {
            split(world, reset.qubit(), -1, next);
        } else if (operation instanceof Elementary.Branch branch) {
            Instruction.Condition c = branch.condition();
            long value = 0;
            for (int i = 0; i < c.width(); i++) {
                value |= world.bits[c.firstBit() + i] ? 1L << i : 0;
            }
            next.addAll(run(value == c.value() ? branch.then() : branch.otherwise(), List.of(world)));
        }
    }

    /** Without a bit: a reset, which flips the world of the outcome 1 back. */
    private static void split(World world, int qubit, int bit, List<World> next) {
        for (int outcome = 0; outcome < 2; outcome++) {
            double[] re = world.re.clone();
            double[] im = world.im.clone();
            for (int i = 0; i < re.length; i++) {
                if ((i >> qubit & 1) != outcome) {
                    re[i] = 0;
                    im[i] = 0;
                }
            }
            boolean[] bits = world.bits.clone();
            if (bit >= 0) {
                bits[bit] = outcome == 1;
            } else if (outcome == 1) {
                Matrices.applyU(Math.PI, 0, Math.PI, qubit, re, im);
            }
            var half = new World(re, im, bits);
            if (norm(half) > 1e-13) {
                next.add(half);
            }
        }
    }

    private static double norm(World world) {
        double norm = 0;
        for (int i = 0; i < world.re.length; i++) {
            norm += world.re[i] * world.re[i] + world.im[i] * world.im[i];
        }
        return norm;
    }
}
