package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.BitSet;

/** What the built-in simulator refuses, in words that name the backend that can do it. */
final class Limits {
    /** Widest single ideal run: about 3 s and 1 GB for 200 gates. */
    static final int QUBITS = 16;

    /** Widest run with noise or with many bindings. */
    static final int SWEEP_QUBITS = 12;

    /** Widest single ideal run when slow runs are allowed: about 20 s for 200 gates. */
    static final int SLOW_QUBITS = 18;

    /** Most shots of one binding. */
    static final long SHOTS = 10_000_000;

    /** Most draws of the noise of one binding. */
    static final int TRAJECTORIES = 100_000;

    /** Most classical bits: outcomes are texts of this length. */
    static final int BITS = 4096;

    private Limits() {}

    static void check(JobRequest request) throws BackendException {
        Circuit circuit = request.circuit();
        var dynamic = circuit.whyDynamic();
        if (dynamic.isPresent()) {
            throw refusal("runs no circuit that measures, resets or branches before its end; found " + dynamic.get());
        }
        checkWidth(request);
        if (request.shots() < 0 || request.shots() > SHOTS) {
            throw refusal("takes 0 to " + SHOTS + " shots a run; found " + request.shots());
        }
        if (request.trajectories() < 0 || request.trajectories() > TRAJECTORIES) {
            throw refusal("takes 0 to " + TRAJECTORIES + " trajectories a run; found " + request.trajectories());
        }
        if (circuit.bits() > BITS) {
            throw refusal("reads at most " + BITS + " classical bits; found " + circuit.bits());
        }
        if (request.bindings().isEmpty()) {
            throw new BackendException("a job needs at least one binding; found none", false);
        }
        if (!circuit.measures()) {
            throw new BackendException("the circuit measures nothing; add measurements", false);
        }
    }

    private static void checkWidth(JobRequest request) throws BackendException {
        boolean noisy = !request.noise().isNone();
        boolean sweep = noisy || request.bindings().size() > 1;
        int width = width(request.circuit(), noisy);
        int limit = sweep ? SWEEP_QUBITS : request.allowSlow() ? SLOW_QUBITS : QUBITS;
        if (width <= limit) {
            return;
        }
        String kind = noisy ? "with noise" : sweep ? "with many sets of inputs" : "of a single ideal run";
        String words = "simulates at most " + limit + " qubits " + kind + "; found " + width;
        if (!sweep && width <= SLOW_QUBITS) {
            words += " (up to " + SLOW_QUBITS + " with slow runs allowed)";
        }
        throw refusal(words);
    }

    private static BackendException refusal(String words) {
        return new BackendException("the built-in simulator " + words + "; the backend aer can", false);
    }

    /** Qubits with gates; with noise also those that are only measured, because reading them goes wrong. */
    private static int width(Circuit circuit, boolean noisy) {
        var used = new BitSet();
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Apply apply) {
                apply.qubits().forEach(used::set);
            } else if (noisy && step instanceof Instruction.Measure measure) {
                used.set(measure.qubit());
            }
        }
        return used.cardinality();
    }
}
