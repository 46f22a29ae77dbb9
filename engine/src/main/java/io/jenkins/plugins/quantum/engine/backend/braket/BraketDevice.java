package io.jenkins.plugins.quantum.engine.backend.braket;

import static io.jenkins.plugins.quantum.engine.circuit.Gate.CCX;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.CP;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.CSWAP;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.CX;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.CY;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.CZ;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.ECR;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.H;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.ID;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.ISWAP;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.P;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.RX;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.RXX;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.RY;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.RYY;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.RZ;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.RZZ;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.S;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.SDG;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.SWAP;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.SX;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.SXDG;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.T;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.TDG;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.X;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.Y;
import static io.jenkins.plugins.quantum.engine.circuit.Gate.Z;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a device before anybody is asked: the figures of the documents that {@code GetDevice} gave in May 2026 (Emerald:
 * November 2025). A limit that the service has since narrowed is refused by the service, before anything is charged.
 *
 * @param name
 *     short, in lower case: {@code iqm/garnet}
 * @param arn
 *     of Amazon
 * @param kind
 *     what it is
 * @param gates
 *     that it takes by name; all others are written in these
 * @param barriers
 *     whether it takes barriers
 * @param sets
 *     whether it takes many runs as one task (a program set)
 */
record BraketDevice(
        String name,
        String arn,
        Kind kind,
        int qubits,
        long leastShots,
        long mostShots,
        Set<Gate> gates,
        boolean barriers,
        boolean sets) {
    /** Kinds of devices. */
    enum Kind {
        /** A state vector. */
        SIMULATOR,
        /** Density matrices, which take noise. */
        NOISY_SIMULATOR,
        MACHINE,
        /** Neutral atoms, driven as a whole. */
        ATOMS
    }

    /** Most runs in a program set. */
    static final int MOST_RUNS = 100;

    /** Most shots of all runs of a program set together. */
    static final long MOST_SET_SHOTS = 200_000;

    private static final Pattern ARN =
            Pattern.compile("arn:aws:braket:([a-z0-9-]*)::device/(qpu|quantum-simulator)/([\\w.-]+)/([\\w.-]+)");
    private static final int UNKNOWN_QUBITS = 1_000;
    private static final long UNKNOWN_SHOTS = 1_000_000;

    /** What every gate device takes. */
    private static final Set<Gate> COMMON = Set.of(X, Y, Z, H, S, SDG, T, TDG, RX, RY, RZ, CX, SWAP);

    private static final Set<Gate> IONQ = with(COMMON, SX, SXDG, RXX, RYY, RZZ);
    private static final Set<Gate> RIGETTI = with(COMMON, ID, P, CZ, CP, CCX, CSWAP, ISWAP);
    private static final Set<Gate> SIMULATED = with(RIGETTI, SX, SXDG, CY, RXX, RYY, RZZ);
    private static final Set<Gate> IQM = with(SIMULATED, ECR);

    private static final List<BraketDevice> KNOWN = List.of(
            simulator("sv1", Kind.SIMULATOR, 34),
            simulator("dm1", Kind.NOISY_SIMULATOR, 17),
            machine("eu-north-1", "iqm/Garnet", 20, 1, 20_000, IQM, true, true),
            machine("eu-north-1", "iqm/Emerald", 54, 1, 200_000, IQM, false, true),
            machine("us-east-1", "ionq/Forte-1", 36, 100, 5_000, IONQ, false, false),
            machine("us-east-1", "ionq/Forte-Enterprise-1", 36, 100, 5_000, IONQ, false, false),
            machine("eu-north-1", "aqt/Ibex-Q1", 12, 1, 2_000, COMMON, false, false),
            machine("us-west-1", "rigetti/Cepheus-1-108Q", 107, 10, 50_000, RIGETTI, true, true),
            new BraketDevice(
                    "quera/aquila",
                    "arn:aws:braket:us-east-1::device/qpu/quera/Aquila",
                    Kind.ATOMS,
                    256,
                    1,
                    1_000,
                    Set.of(),
                    false,
                    false));

    private static Set<Gate> with(Set<Gate> some, Gate... more) {
        var all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return all;
    }

    private static BraketDevice simulator(String name, Kind kind, int qubits) {
        String arn = "arn:aws:braket:::device/quantum-simulator/amazon/" + name;
        return new BraketDevice("amazon/" + name, arn, kind, qubits, 1, 100_000, SIMULATED, false, false);
    }

    private static BraketDevice machine(
            String region,
            String name,
            int qubits,
            long leastShots,
            long mostShots,
            Set<Gate> gates,
            boolean barriers,
            boolean sets) {
        return new BraketDevice(
                name.toLowerCase(Locale.ROOT),
                "arn:aws:braket:" + region + "::device/qpu/" + name,
                Kind.MACHINE,
                qubits,
                leastShots,
                mostShots,
                gates,
                barriers,
                sets);
    }

    /**
     * The device that a user means.
     *
     * @param wanted
     *     a short name, {@code sv1} or {@code dm1}, or a full ARN, also of a device that this version does not know
     */
    static BraketDevice find(String wanted) throws BackendException {
        for (BraketDevice device : KNOWN) {
            if (device.arn.equals(wanted) || device.name.equalsIgnoreCase(wanted) || device.shortest(wanted)) {
                return device;
            }
        }
        Matcher matcher = ARN.matcher(wanted);
        if (!matcher.matches()) {
            throw new BackendException(
                    "expected a device of Amazon Braket, "
                            + KNOWN.stream().map(BraketDevice::called).collect(Collectors.joining(", "))
                            + ", or a full ARN, found '" + wanted + "'",
                    BackendException.Kind.REFUSED);
        }
        Kind kind = matcher.group(2).equals("qpu") ? Kind.MACHINE : Kind.SIMULATOR;
        String name = (matcher.group(3) + "/" + matcher.group(4)).toLowerCase(Locale.ROOT);
        return new BraketDevice(name, wanted, kind, UNKNOWN_QUBITS, 1, UNKNOWN_SHOTS, COMMON, false, false);
    }

    private boolean shortest(String wanted) {
        return simulator() && called().equalsIgnoreCase(wanted);
    }

    private String called() {
        return simulator() ? name.substring(name.indexOf('/') + 1) : name;
    }

    boolean simulator() {
        return kind == Kind.SIMULATOR || kind == Kind.NOISY_SIMULATOR;
    }

    /** Where it stands; empty for simulators, which several regions offer. */
    String region() {
        return Stream.of(arn.split(":")).skip(3).findFirst().orElse("");
    }
}
