package io.jenkins.plugins.quantum.engine.backend;

/**
 * What a backend can do.
 *
 * @param type
 *     its kind as suites write it: {@code builtin}, {@code aer}, {@code braket}, …
 * @param simulator
 *     whether it computes rather than measures
 * @param qubits
 *     the widest circuit of a single run
 * @param sweepQubits
 *     the widest circuit of a run with noise or with many bindings
 * @param slowQubits
 *     the widest circuit of a single run when the user allowed slow runs
 * @param exact
 *     whether it gives probabilities instead of shots
 * @param dynamic
 *     whether it measures in mid-circuit, resets and branches
 * @param noise
 *     whether a noise model can be given
 * @param seeded
 *     whether a seed repeats its results bit for bit
 */
public record Capabilities(
        String type,
        boolean simulator,
        int qubits,
        int sweepQubits,
        int slowQubits,
        boolean exact,
        boolean dynamic,
        boolean noise,
        boolean seeded) {}
