/**
 * Noise models, presets, calibration files and the insertion of Pauli errors into ideal circuits. Knows nothing of providers.
 * {@link io.jenkins.plugins.quantum.engine.noise.NoiseModels} makes a model from what a user wrote;
 * {@link io.jenkins.plugins.quantum.engine.noise.TrajectoryAverage} applies it on an ideal simulator.
 */
package io.jenkins.plugins.quantum.engine.noise;
