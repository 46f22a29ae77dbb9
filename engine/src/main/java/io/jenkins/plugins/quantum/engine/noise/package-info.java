/**
 * Noise models, presets, calibrations in the formats of services, their comparison, and the insertion of Pauli and systematic errors into ideal circuits. Knows
 * what services write, not how they are reached.
 * {@link io.jenkins.plugins.quantum.engine.noise.NoiseModels} makes a model from what a user wrote;
 * {@link io.jenkins.plugins.quantum.engine.noise.SystematicInsertion} and
 * {@link io.jenkins.plugins.quantum.engine.noise.TrajectoryAverage} apply it on an ideal simulator.
 */
package io.jenkins.plugins.quantum.engine.noise;
