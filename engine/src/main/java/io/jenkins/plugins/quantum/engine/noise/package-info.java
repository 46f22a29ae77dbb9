/**
 * Noise models, presets, calibration files and the insertion of Pauli errors into ideal circuits. Knows nothing of providers.
 */
package io.jenkins.plugins.quantum.engine.noise;
