package io.jenkins.plugins.quantum.engine.noise;

/**
 * A noise model that suites name, with its origin.
 *
 * @param name
 *     as suites write it
 * @param device
 *     what it stands for
 * @param date
 *     of the calibration, ISO 8601
 * @param source
 *     where the figures are from
 * @param note
 *     what it leaves out
 * @param model
 *     the figures
 */
public record NoisePreset(String name, String device, String date, String source, String note, NoiseModel model) {}
