package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Rotation;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Gate noise on an ideal simulator: Pauli gates are inserted after the gates of a circuit with the probabilities of a noise model.
 * A physical rotation is followed by depolarisation p1 and twirled relaxation over the model's one-qubit time, a CNOT by
 * depolarisation p2 and twirled relaxation of both qubits over the two-qubit time. Readout errors are not part of it.
 */
public final class PauliInsertion {
    private static final int ONE_QUBIT = 4;

    private final ElementaryCircuit circuit;
    private final List<Site> sites = new ArrayList<>();
    /** At index i: the probability that the first error is at site i or earlier. */
    private final double[] firstErrorBy;

    private final double twirlingError;

    /** A place where an error may happen: after an operation, on one qubit or (second not −1) on two. */
    private record Site(int operation, int first, int second, PauliChannel channel) {}

    /** Finds the sites of a circuit where the model has errors. */
    public PauliInsertion(ElementaryCircuit circuit, NoiseModel noise) {
        this.circuit = circuit;
        double twirled = 0;
        for (int i = 0; i < circuit.operations().size(); i++) {
            twirled += twirlingErrorAfter(circuit.operations().get(i), noise);
            Site site = siteAfter(i, circuit.operations().get(i), noise);
            if (site != null && site.channel().error() > 0) {
                sites.add(site);
            }
        }
        twirlingError = Math.min(1, twirled);
        firstErrorBy = new double[sites.size()];
        double clean = 1;
        double before = 0;
        for (int i = 0; i < firstErrorBy.length; i++) {
            double error = sites.get(i).channel().error();
            before += clean * error;
            clean *= 1 - error;
            firstErrorBy[i] = before;
        }
    }

    private static Site siteAfter(int index, Elementary operation, NoiseModel noise) {
        if (operation instanceof Rotation rotation && rotation.physical()) {
            NoiseModel.Errors errors = noise.qubit(rotation.qubit());
            var channel = PauliChannel.afterRotation(errors.p1(), errors, noise.oneQubitTime());
            return new Site(index, rotation.qubit(), -1, channel);
        }
        if (operation instanceof Elementary.Cnot cnot) {
            double p2 = noise.cnotError(cnot);
            var channel = PauliChannel.afterCnot(
                    p2, noise.qubit(cnot.control()), noise.qubit(cnot.target()), noise.twoQubitTime());
            return new Site(index, cnot.control(), cnot.target(), channel);
        }
        return null;
    }

    private static double twirlingErrorAfter(Elementary operation, NoiseModel noise) {
        if (operation instanceof Rotation rotation && rotation.physical()) {
            return PauliChannel.twirlingError(noise.qubit(rotation.qubit()).t1(), noise.oneQubitTime());
        }
        if (operation instanceof Elementary.Cnot cnot) {
            return PauliChannel.twirlingError(noise.qubit(cnot.control()).t1(), noise.twoQubitTime())
                    + PauliChannel.twirlingError(noise.qubit(cnot.target()).t1(), noise.twoQubitTime());
        }
        return 0;
    }

    /**
     * A bound of the total variation distance between the circuit's outcomes under relaxation as it is and under its average over Pauli
     * frames: the sum of the channels' distances. Usually the distance is a fraction of it.
     */
    public double twirlingError() {
        return twirlingError;
    }

    /** How many draws of the noise are enough for gates on a circuit of a width: error of a probability about 0.003 to 0.01. */
    public static int defaultTrajectories(int qubits) {
        return qubits <= 8 ? 400 : qubits <= 10 ? 200 : 100;
    }

    /** The probability that at least one error happens. */
    public double errorProbability() {
        return sites.isEmpty() ? 0 : firstErrorBy[firstErrorBy.length - 1];
    }

    /**
     * Draws the errors of a run that has at least one.
     *
     * @param first
     *     uniform in [0, 1): decides the first error; evenly spread values give a stratified sample
     * @param random
     *     decides the rest
     */
    public ErrorPattern draw(double first, UniformRandomProvider random) {
        double u = first * errorProbability();
        int site = indexAbove(u);
        double below = site == 0 ? 0 : firstErrorBy[site - 1];
        double share = (u - below) / (firstErrorBy[site] - below);
        var errors = new ArrayList<ErrorPattern.Event>();
        errors.add(new ErrorPattern.Event(site, sites.get(site).channel().errorAt(share)));
        for (int later = site + 1; later < sites.size(); later++) {
            PauliChannel channel = sites.get(later).channel();
            double v = random.nextDouble();
            if (v < channel.error()) {
                errors.add(new ErrorPattern.Event(later, channel.errorAt(v / channel.error())));
            }
        }
        return new ErrorPattern(errors);
    }

    /** The first site whose cumulative probability is above u; rounding at the very end falls to the last. */
    private int indexAbove(double u) {
        int low = 0;
        int high = firstErrorBy.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstErrorBy[middle] > u) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The circuit with the errors in it. Operations before the first error are the same objects as in the circuit itself. */
    public ElementaryCircuit insert(ErrorPattern pattern) {
        List<Elementary> ideal = circuit.operations();
        var operations =
                new ArrayList<Elementary>(ideal.size() + 2 * pattern.errors().size());
        int done = 0;
        for (ErrorPattern.Event error : pattern.errors()) {
            Site site = sites.get(error.site());
            operations.addAll(ideal.subList(done, site.operation() + 1));
            done = site.operation() + 1;
            addPauli(operations, site.first(), error.code() % ONE_QUBIT);
            addPauli(operations, site.second(), error.code() / ONE_QUBIT);
        }
        operations.addAll(ideal.subList(done, ideal.size()));
        return new ElementaryCircuit(circuit.qubits(), circuit.bits(), operations);
    }

    private static void addPauli(List<Elementary> operations, int qubit, int code) {
        switch (code) {
            case 0 -> {}
            case 1 -> operations.add(new Rotation(qubit, Math.PI, 0, Math.PI, false));
            case 2 -> operations.add(new Rotation(qubit, 0, 0, Math.PI, false));
            default -> operations.add(new Rotation(qubit, Math.PI, Math.PI / 2, Math.PI / 2, false));
        }
    }
}
