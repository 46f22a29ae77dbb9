package io.jenkins.plugins.quantum.engine.backend.braket;

import static io.jenkins.plugins.quantum.engine.backend.braket.BraketProgram.number;
import static io.jenkins.plugins.quantum.engine.backend.braket.BraketProgram.qubit;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.noise.SystematicInsertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A circuit with a noise model as pragmas of the density matrix simulator: rotations and CNOTs, each followed by its errors. Depolarising
 * channels have the same parameter in both; relaxation over a time t is amplitude damping γ = 1 − e<sup>−t/T1</sup> and phase damping
 * λ = 1 − e<sup>−2t(1/T2 − 1/(2·T1))</sup> (Nielsen and Chuang, 8.3.5–6). A readout error is a channel before the measurement that moves the same
 * populations: a bit flip where both directions are equal, else generalised amplitude damping with γ = p₀₁ + p₁₀ towards 0 with share
 * p₀₁/γ; exact for measurements at the end.
 */
final class NoisyProgram {
    private static final String NOISE = "#pragma braket noise ";

    private final NoiseModel noise;
    private final List<String> steps = new ArrayList<>();

    private NoisyProgram(NoiseModel noise) {
        this.noise = noise;
    }

    /** Why a model cannot be written: empty where it can. */
    static Optional<String> whyNot(NoiseModel noise) {
        Stream<Errors> all =
                Stream.concat(Stream.of(noise.base()), noise.qubits().stream().map(NoiseModel.QubitErrors::errors));
        boolean tooMuch = all.anyMatch(e -> e.p1() > 0.75 || e.p2() > 15.0 / 16 || e.readout01() + e.readout10() > 1)
                || noise.pairs().stream().anyMatch(pair -> pair.p2() > 15.0 / 16);
        return tooMuch
                ? Optional.of("DM1 takes p1 up to 3/4, p2 up to 15/16 and readout errors that add up to at most 1;"
                        + " the noise has more")
                : Optional.empty();
    }

    static List<String> steps(Circuit bound, NoiseModel noise) throws BackendException {
        var program = new NoisyProgram(noise);
        ElementaryCircuit lowered = SystematicInsertion.apply(Lowering.lower(bound), noise);
        for (Elementary operation : lowered.operations()) {
            if (operation instanceof Elementary.Rotation rotation) {
                program.rotation(rotation);
            } else if (operation instanceof Elementary.Cnot cnot) {
                program.cnot(cnot);
            } else if (operation instanceof Elementary.Coupling c) {
                program.steps.add("zz(" + number(c.angle()) + ") " + qubit(c.first()) + ", " + qubit(c.second()) + ";");
            }
        }
        int[] measured = lowered.operations().stream()
                .flatMapToInt(operation ->
                        operation instanceof Elementary.Measurement m ? IntStream.of(m.qubit()) : IntStream.empty())
                .sorted()
                .toArray();
        for (int qubit : measured) {
            program.misread(qubit);
        }
        return program.steps;
    }

    /** U(θ, φ, λ) = RZ(φ) RY(θ) RZ(λ) up to a phase. */
    private void rotation(Elementary.Rotation rotation) throws BackendException {
        turn("rz", rotation.lambda(), rotation.qubit());
        turn("ry", rotation.theta(), rotation.qubit());
        turn("rz", rotation.phi(), rotation.qubit());
        if (rotation.physical()) {
            Errors errors = noise.qubit(rotation.qubit());
            channel("depolarizing", errors.p1(), qubit(rotation.qubit()));
            relax(errors, noise.oneQubitTime(), rotation.qubit());
        }
    }

    private void turn(String gate, double angle, int qubit) throws BackendException {
        if (angle != 0) {
            steps.add(gate + "(" + number(angle) + ") " + qubit(qubit) + ";");
        }
    }

    private void cnot(Elementary.Cnot cnot) throws BackendException {
        int control = cnot.control();
        int target = cnot.target();
        String both = qubit(control) + ", " + qubit(target);
        steps.add("cnot " + both + ";");
        channel("two_qubit_depolarizing", noise.cnotError(cnot), both);
        relax(noise.qubit(control), noise.twoQubitTime(), control);
        relax(noise.qubit(target), noise.twoQubitTime(), target);
    }

    private void relax(Errors errors, double time, int qubit) throws BackendException {
        channel("amplitude_damping", -Math.expm1(-time / errors.t1()), qubit(qubit));
        double dephasing = 1 / errors.t2() - 1 / (2 * errors.t1());
        channel("phase_damping", -Math.expm1(-2 * time * Math.max(0, dephasing)), qubit(qubit));
    }

    private void misread(int qubit) throws BackendException {
        Errors errors = noise.qubit(qubit);
        double both = errors.readout01() + errors.readout10();
        if (errors.readout01() == errors.readout10()) {
            channel("bit_flip", errors.readout01(), qubit(qubit));
        } else {
            steps.add(NOISE + "generalized_amplitude_damping(" + number(both) + ", " + number(errors.readout01() / both)
                    + ") " + qubit(qubit));
        }
    }

    private void channel(String name, double probability, String qubits) throws BackendException {
        if (probability > 0) {
            steps.add(NOISE + name + "(" + number(probability) + ") " + qubits);
        }
    }
}
