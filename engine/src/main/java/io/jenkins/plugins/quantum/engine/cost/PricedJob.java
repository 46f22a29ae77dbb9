package io.jenkins.plugins.quantum.engine.cost;

import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;

/**
 * What a provider is asked to run, as far as its price depends on it: equal circuits with the same number of shots.
 *
 * @param circuits
 *     how many, at least 1
 * @param shots
 *     for each circuit, at least 1
 * @param perTask
 *     circuits that the provider takes for one task's fee, at least 1 (more than 1: a Braket program set)
 * @param mitigation
 *     whether the provider's error mitigation is switched on (IonQ's debiasing)
 * @param oneQubit
 *     gates on one qubit in each circuit
 * @param twoQubit
 *     gates on two qubits in each circuit
 * @param preparationAndMeasurement
 *     preparations and measurements in each circuit
 */
public record PricedJob(
        long circuits,
        long shots,
        long perTask,
        boolean mitigation,
        long oneQubit,
        long twoQubit,
        long preparationAndMeasurement) {
    public PricedJob {
        if (circuits < 1 || shots < 1 || perTask < 1 || oneQubit < 0 || twoQubit < 0 || preparationAndMeasurement < 0) {
            throw new IllegalArgumentException("a priced job has at least one circuit, one shot and no negative count");
        }
    }

    /** Circuits sent one by one, or all for one task's fee. */
    public PricedJob(
            long circuits,
            long shots,
            boolean together,
            boolean mitigation,
            long oneQubit,
            long twoQubit,
            long preparationAndMeasurement) {
        this(circuits, shots, together ? Long.MAX_VALUE : 1, mitigation, oneQubit, twoQubit, preparationAndMeasurement);
    }

    /** Circuits sent one by one, without mitigation; two-qubit gates are counted as CNOTs. */
    public static PricedJob of(long circuits, long shots, CircuitMetrics metrics) {
        return new PricedJob(
                circuits,
                shots,
                false,
                false,
                metrics.oneQubit(),
                Math.max(metrics.twoQubit(), metrics.cnots()),
                (long) metrics.qubits() + metrics.measurements());
    }

    /** The same with another number of circuits. */
    public PricedJob withCircuits(long number) {
        return new PricedJob(number, shots, perTask, mitigation, oneQubit, twoQubit, preparationAndMeasurement);
    }

    /** The same with another number of shots for each circuit. */
    public PricedJob withShots(long number) {
        return new PricedJob(circuits, number, perTask, mitigation, oneQubit, twoQubit, preparationAndMeasurement);
    }

    /** The same, sent for one task's fee. */
    public PricedJob sentTogether() {
        return new PricedJob(circuits, shots, true, mitigation, oneQubit, twoQubit, preparationAndMeasurement);
    }

    /** The same with up to so many circuits sent for one task's fee. */
    public PricedJob sentBy(long most) {
        return new PricedJob(circuits, shots, most, mitigation, oneQubit, twoQubit, preparationAndMeasurement);
    }

    /** How many submissions the circuits need. */
    long tasks() {
        return (circuits - 1) / perTask + 1;
    }

    /** The same with the provider's error mitigation. */
    public PricedJob mitigated() {
        return new PricedJob(circuits, shots, perTask, true, oneQubit, twoQubit, preparationAndMeasurement);
    }
}
